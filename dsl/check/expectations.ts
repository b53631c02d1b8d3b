import type { Expectation } from "../syntax/ast.ts";
import * as problem from "./check_diagnostics.ts";
import { boundsOf, type Environment, evaluateExpression } from "./evaluate.ts";
import { type CheckedCall, type Expected, partNames } from "../language/pipeline.ts";

/** Checks what a pipeline expects of its metrics. */
export function checkExpectations(
  expectations: readonly Expectation[],
  metrics: MetricNames,
  environment: Environment,
): Expected[] {
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
export function metricNames(metrics: readonly CheckedCall[]): readonly string[] {
  return ["loss", ...metrics.map(({ label, definition }) => label ?? definition.name)];
}

function checkExpectation(
  { metric, range, part, span }: Expectation,
  { names, areAllKnown }: MetricNames,
  environment: Environment,
): Expected | undefined {
  const { report } = environment;
  const partName = partNames.find((each) => each === part.text);
  const isKnown = names.includes(metric.text);
  if (!isKnown && areAllKnown) report(problem.unknownExpectedMetric(metric, names));
  if (!partName) report(problem.unknownPart(part, partNames));
  const bounds = boundsOf(evaluateExpression(range, environment));
  if (bounds === undefined) report(problem.badExpectedRange(range.span));
  if (!partName || !isKnown || bounds === undefined || bounds === "unknown") return undefined;
  return { metric: metric.text, ...bounds, part: partName, span };
}
