import type { Expected, Pipeline } from "../../dsl/language/pipeline.ts";
import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import { expectationBroken } from "./evaluate_diagnostics.ts";

/** What a pipeline expects of a metric, and what that is. */
export interface JudgedExpectation extends Expected {
  /** Not a number where it was not measured. */
  readonly value: number;
  /** Whether it is as expected. */
  readonly isMet: boolean;
}

/**
 * What a pipeline expects of its metrics, and what they are.
 * @param parts By name, as `metrics.json` has them: what is printed as 0.9 is in 0.9..1.0.
 */
export function judgedExpectations(
  { expectations }: Pick<Pipeline, "expectations">,
  parts: Readonly<Record<string, Readonly<Record<string, number | undefined>>>>,
): readonly JudgedExpectation[] {
  return expectations.map((expected: Expected) => {
    const value = parts[expected.part]?.[expected.metric] ?? NaN;
    return { ...expected, value, isMet: value >= expected.low && value <= expected.high };
  });
}

/** The expectations of a pipeline that its metrics do not meet (E0701). @param parts The same. */
export function brokenExpectations(
  pipeline: Pick<Pipeline, "expectations">,
  parts: Parameters<typeof judgedExpectations>[1],
): Diagnostic[] {
  return judgedExpectations(pipeline, parts).filter(({ isMet }) => !isMet)
    .map((each) => expectationBroken(each, each.value));
}

/**
 * Throws what a run found broken in the end, after its files were written.
 * @throws {PenstockError} If an expectation did not hold (E0701).
 */
export function requireExpectations({ broken }: { readonly broken: readonly Diagnostic[] }): void {
  if (broken.length > 0) throw new PenstockError(broken);
}
