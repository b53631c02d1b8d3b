import type { Expected, Pipeline } from "../../dsl/language/pipeline.ts";
import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import type { JudgedExpectation } from "../../report/input/comparison.ts";
import { expectationBroken } from "./evaluate_diagnostics.ts";
import { meanOf } from "./mean.ts";

/** Metrics of parts by name, as `metrics.json` has them: what is printed as 0.9 is in 0.9..1.0. */
type PrintedParts = Readonly<Record<string, Readonly<Record<string, number | undefined>>>>;

/** What a pipeline expects of the metrics of a training, and what they are. */
export function judgedExpectations(
  { expectations }: Pick<Pipeline, "expectations">,
  parts: PrintedParts,
): readonly JudgedExpectation[] {
  return expectations.filter(({ seeds }) => seeds === undefined)
    .map((expected) => judged(expected, parts[expected.part]?.[expected.metric]));
}

/**
 * What a pipeline expects of means over seeds, and what they are.
 * @param trainings The parts of each training, in the order of the seeds from 0 on; nothing for one that failed.
 * What is expected of more seeds is left out.
 */
export function judgedOverSeeds(
  { expectations }: Pick<Pipeline, "expectations">,
  trainings: readonly (PrintedParts | undefined)[],
): readonly JudgedExpectation[] {
  return expectations.flatMap((expected) => {
    const { seeds = Infinity, part, metric } = expected;
    if (seeds > trainings.length) return [];
    const values = trainings.slice(0, seeds).map((parts) => parts?.[part]?.[metric] ?? NaN);
    return [judged(expected, meanOf(values))];
  });
}

function judged(expected: Expected, value = NaN): JudgedExpectation {
  return { ...expected, value, isMet: value >= expected.low && value <= expected.high };
}

/** The expectations that are not met (E0701). */
export function brokenExpectations(judged: readonly JudgedExpectation[]): Diagnostic[] {
  return judged.filter(({ isMet }) => !isMet).map((each) => expectationBroken(each, each.value));
}

/**
 * Throws what a run found broken in the end, after its files were written.
 * @throws {PenstockError} If an expectation did not hold (E0701).
 */
export function requireExpectations({ broken }: { readonly broken: readonly Diagnostic[] }): void {
  if (broken.length > 0) throw new PenstockError(broken);
}
