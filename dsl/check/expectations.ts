import { Pending } from "../language/draft.ts";
import { type Expected, partNames } from "../language/pipeline.ts";
import type { Signature } from "../language/signature.ts";
import type { Expectation, Expression } from "../syntax/ast.ts";
import * as problem from "./check_diagnostics.ts";
import { boundsOf, evaluateExpression } from "./evaluate.ts";
import { type Environment, whenDiscovered } from "./evaluated.ts";

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
  const { report } = environment;
  const partName = partNames.find((each) => each === part.text);
  const isKnown = names.includes(metric.text);
  if (!isKnown && areAllKnown) report(problem.unknownExpectedMetric(metric, names));
  if (!partName) report(problem.unknownPart(part, partNames));
  const bounds = boundsIn(range, environment);
  if (!partName || !isKnown || bounds === undefined) return undefined;
  const expected = { metric: metric.text, part: partName, span };
  if (bounds !== "unknown") return { ...expected, ...bounds };
  return new Pending((discovered) => {
    const known = boundsIn(range, whenDiscovered(environment, discovered));
    return known && known !== "unknown" ? { ...expected, ...known } : undefined;
  });
}

function boundsIn(range: Expression, environment: Environment) {
  const bounds = boundsOf(evaluateExpression(range, environment));
  if (bounds === undefined) environment.report(problem.badExpectedRange(range.span));
  return bounds;
}
