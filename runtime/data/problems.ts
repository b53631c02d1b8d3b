import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import { moreProblems } from "./data_diagnostics.ts";

/** How many problems of one phase are shown; the rest are counted. */
const shownProblems = 20;

/** Collects the problems of one phase, so that a person sees them together. */
export class Problems {
  readonly #shown: Diagnostic[] = [];
  #hidden = 0;

  /** Notes a problem; `describe` is called only if it will be shown. */
  add(describe: () => Diagnostic): void {
    if (this.#shown.length < shownProblems) this.#shown.push(describe());
    else this.#hidden += 1;
  }

  /**
   * Ends the phase here if anything was noted.
   * @throws {PenstockError} With all that was noted.
   */
  throwIfAny(): void {
    if (this.#shown.length === 0) return;
    const rest = this.#hidden > 0 ? [moreProblems(this.#hidden)] : [];
    throw new PenstockError([...this.#shown, ...rest]);
  }
}
