import type { Expected, Pipeline } from "../../dsl/language/pipeline.ts";
import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import { expectationBroken } from "./evaluate_diagnostics.ts";

/**
 * The expectations of a pipeline that its metrics do not meet (E0701).
 * @param parts By name, as `metrics.json` has them: what is printed as 0.9 is in 0.9..1.0.
 */
export function brokenExpectations(
  { expectations }: Pick<Pipeline, "expectations">,
  parts: Readonly<Record<string, Readonly<Record<string, number | undefined>>>>,
): Diagnostic[] {
  return expectations.flatMap((expected: Expected) => {
    const value = parts[expected.part]?.[expected.metric] ?? NaN;
    const isMet = value >= expected.low && value <= expected.high;
    return isMet ? [] : [expectationBroken(expected, value)];
  });
}

/**
 * Throws what a run found broken in the end, after its files were written.
 * @throws {PenstockError} If an expectation did not hold (E0701).
 */
export function requireExpectations({ broken }: { readonly broken: readonly Diagnostic[] }): void {
  if (broken.length > 0) throw new PenstockError(broken);
}
