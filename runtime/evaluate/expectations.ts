import type { Expected, Pipeline } from "../../dsl/language/pipeline.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
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
