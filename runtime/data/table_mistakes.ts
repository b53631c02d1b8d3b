import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import { moreProblems } from "./data_diagnostics.ts";
import type { Frame } from "./frame.ts";

/** How many mistakes of one phase are told; the rest are counted. */
const shownMistakes = 20;

/** The mistakes that one phase finds in a table, which may have one in every cell. */
export class TableMistakes {
  readonly #found: Diagnostic[] = [];
  #hidden = 0;

  /** Notes a mistake; `describe` is called only if it will be told. */
  add(describe: () => Diagnostic): void {
    if (this.#found.length < shownMistakes) this.#found.push(describe());
    else this.#hidden += 1;
  }

  /** Ends the phase here if anything was noted. @throws {Stopped} After telling of it. */
  stopIfAny(report: Report): void {
    if (this.#found.length === 0) return;
    report.fail(...this.#found, ...this.#hidden > 0 ? [moreProblems(this.#hidden)] : []);
  }
}

/** Where the cells of a column stand, and who is told of them. */
export interface CellsOf {
  readonly frame: Frame;
  /** Rows of which something is told as a whole. */
  readonly toldRows?: ReadonlySet<number>;
  readonly mistakes: TableMistakes;
}
