import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Head } from "../heads/head.ts";
import type { Outputs, Value } from "../ir/value.ts";
import { intervalContext, labelContext, type Part, valueContext } from "./context.ts";
import type { Metric, MetricShape } from "./metric.ts";

/** Each metric of a part by its name; `checkAgreement` has found that they suit the head. */
export function metricValues(
  metrics: readonly CheckedCall<Metric>[],
  part: Part,
  head: Head,
): Outputs {
  return Object.fromEntries(metrics.map((metric) => [nameOf(metric), valueOf(metric, part, head)]));
}

/** The name a metric was given, else its own. */
export function nameOf(
  { label, definition }: Pick<CheckedCall<Metric>, "label" | "definition">,
): string {
  return label ?? definition.name;
}

/** What a metric gives. */
export function shapeOf({ definition, arguments: args }: CheckedCall<Metric>): MetricShape {
  return definition.shape?.(args) ?? "number";
}

function valueOf(
  { definition, arguments: args }: CheckedCall<Metric>,
  part: Part,
  head: Head,
): Value {
  if (definition.target === "numeric") {
    if (head.kind === "values") return definition.build(valueContext(part, head), args);
  } else if (definition.target === "interval") {
    const quantiles = head.kind === "values" ? head.quantiles : undefined;
    if (quantiles) return definition.build(intervalContext(part, quantiles), args);
  } else if (head.kind !== "values") {
    return definition.build(labelContext(part, head), args);
  }
  throw new InternalError(`Metric ${definition.name} does not suit the head`);
}
