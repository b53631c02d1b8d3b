import { Pending } from "../language/draft.ts";
import { type Expected, partNames } from "../language/pipeline.ts";
import { int, optional, type Signature } from "../language/signature.ts";
import type { Expectation, Expression } from "../syntax/ast.ts";
import { spanOver } from "../text/span.ts";
import { checkArguments } from "./call.ts";
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

/** What may stand in brackets behind a part. */
const partArguments = {
  seeds: optional(int({
    min: 2,
    max: 1000,
    doc: "expects it of the mean of so many trainings, with the seeds from 0 on",
  })),
};

/** The call behind `on`. A part that is not known has the same arguments. */
function checkPart({ part, arguments: written, span }: Expectation, environment: Environment) {
  const definition = { name: part.text, doc: "The rows of a part", arguments: partArguments };
  const call = { name: part, arguments: written, span: spanOver(part.span, span) };
  return checkArguments(definition, call, environment);
}

function checkExpectation(
  expectation: Expectation,
  { names, areAllKnown }: MetricNames,
  environment: Environment,
): Expected | Pending<Expected | undefined> | undefined {
  const { metric, range, part, span } = expectation;
  const { report, vocabulary } = environment;
  const partName = partNames.find((each) => each === part.text);
  const isKnown = names.includes(metric.text);
  if (!isKnown && areAllKnown) {
    report(problem.unknownExpectedMetric(metric, { metrics: names, vocabulary }));
  }
  if (!partName) report(problem.unknownPart(part, partNames));
  const bounds = boundsIn(range, environment);
  const call = checkPart(expectation, environment);
  if (!partName || !isKnown || bounds === undefined || !call) return undefined;
  const { seeds } = call.arguments;
  const expected = { metric: metric.text, part: partName, span, rangeSpan: range.span };
  if (bounds !== "unknown" && !(seeds instanceof Pending)) {
    return { ...expected, ...bounds, ...seeds !== undefined && { seeds } };
  }
  return new Pending((discovered) => {
    const known = boundsIn(range, whenDiscovered(environment, discovered));
    const count = seeds instanceof Pending ? seeds.resolve(discovered) : seeds;
    if (!known || known === "unknown") return undefined;
    return { ...expected, ...known, ...count !== undefined && { seeds: count } };
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
