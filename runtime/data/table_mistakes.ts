import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import { moreProblems } from "./data_diagnostics.ts";
import type { Frame } from "./frame.ts";
import { type OddCells, oddCells } from "./odd_cells.ts";

/** How many mistakes of one phase are told; the rest are counted. */
const shownMistakes = 20;

/** The mistakes that one phase finds in a table, which may have one in every cell. */
export class TableMistakes {
  /** The rows with a cell that was noted. */
  readonly rows: Set<number> = new Set();
  readonly #found: Diagnostic[] = [];
  #hidden = 0;

  /** Notes a mistake; `describe` is called only if it will be told. */
  add(describe: () => Diagnostic): void {
    if (this.#found.length < shownMistakes) this.#found.push(describe());
    else this.#hidden += 1;
  }

  /** What was noted, the first few. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#found, ...this.#hidden > 0 ? [moreProblems(this.#hidden)] : []];
  }

  /** Notes what was noted elsewhere, too. */
  join(other: TableMistakes): void {
    for (const row of other.rows) this.rows.add(row);
    for (const each of other.diagnostics) this.add(() => each);
  }

  /** Ends the phase here if anything was noted. @throws {Stopped} After telling of it. */
  stopIfAny(report: Report): void {
    if (this.#found.length === 0) return;
    report.fail(...this.diagnostics);
  }
}

/** Where the cells of a column stand, and who is told of them. */
export interface CellsOf {
  readonly frame: Frame;
  /** Rows of which something is told as a whole. */
  readonly toldRows?: ReadonlySet<number>;
  /** Whether these are some rows of many: a column in which no cell fits is told cell by cell, too. */
  readonly isExcerpt?: boolean;
  readonly mistakes: TableMistakes;
}

/** Notes the cells of a column that have the same thing wrong with them, all in one. */
export function noteOddCells(
  { frame, mistakes, toldRows }: CellsOf,
  column: string,
  { isOdd, describe }: {
    /** @param row From 0. */
    readonly isOdd: (row: number) => boolean;
    readonly describe: (cells: OddCells) => Diagnostic;
  },
): void {
  const rows: number[] = [];
  for (let row = 0; row < frame.rows; row++) {
    if (isOdd(row) && !toldRows?.has(row)) rows.push(row);
  }
  if (rows.length === 0) return;
  for (const row of rows) mistakes.rows.add(row);
  mistakes.add(() => describe(oddCells(frame, column, rows)));
}
