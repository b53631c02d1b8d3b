import { Pending } from "../language/draft.ts";
import { type Expected, partNames } from "../language/pipeline.ts";
import type { Signature } from "../language/signature.ts";
import type { Expectation, Expression } from "../syntax/ast.ts";
import * as problem from "./check_diagnostics.ts";
import { boundsOf, evaluateExpression } from "./evaluate.ts";
import { type Environment, type Evaluated, whenDiscovered } from "./evaluated.ts";

/** Checks what a pipeline expects of its metrics. */
export function checkExpectations(
  expectations: readonly Expectation[],
  metrics: MetricNames,
  environment: Environment,
): (Expected | Pending<Expected | undefined>)[] {
  return expectations.flatMap((each) => checkExpectation(each, metrics, environment) ?? []);
}

/** The metrics that something can be expected of. */
export interface MetricNames {
  /** What may be expected of. */
  readonly names: readonly string[];
  /** Whether every metric of the pipeline is among them. */
  readonly areAllKnown: boolean;
}

/** The names of metrics, and `loss`. */
export function metricNames(
  metrics: readonly { readonly label?: string; readonly definition: Pick<Signature, "name"> }[],
): readonly string[] {
  return ["loss", ...metrics.map(({ label, definition }) => label ?? definition.name)];
}

function checkExpectation(
  { metric, range, part, span }: Expectation,
  { names, areAllKnown }: MetricNames,
  environment: Environment,
): Expected | Pending<Expected | undefined> | undefined {
  const { report, vocabulary } = environment;
  const partName = partNames.find((each) => each === part.text);
  const isKnown = names.includes(metric.text);
  if (!isKnown && areAllKnown) {
    report(problem.unknownExpectedMetric(metric, { metrics: names, vocabulary }));
  }
  if (!partName) report(problem.unknownPart(part, partNames));
  const bounds = boundsIn(range, environment);
  if (!partName || !isKnown || bounds === undefined) return undefined;
  const expected = { metric: metric.text, part: partName, span, rangeSpan: range.span };
  if (bounds !== "unknown") return { ...expected, ...bounds };
  return new Pending((discovered) => {
    const known = boundsIn(range, whenDiscovered(environment, discovered));
    return known && known !== "unknown" ? { ...expected, ...known } : undefined;
  });
}

function boundsIn(range: Expression, environment: Environment) {
  const evaluated = evaluateExpression(range, environment);
  const bounds = boundsOf(evaluated);
  if (bounds === undefined) {
    environment.report(problem.badExpectedRange(range.span, sharesIn(evaluated)));
  }
  return bounds;
}

/** A range of percents as a range of numbers. */
function sharesIn(range: Evaluated): string | undefined {
  if (range.kind !== "range") return undefined;
  const [low, high] = [range.low, range.high].map((each) =>
    each.kind === "percent" ? each.percent / 100 : each.kind === "number" ? each.value : NaN
  );
  return low <= high ? `${low}..${high}` : undefined;
}
