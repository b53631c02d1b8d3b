import { topologicalOrder, type Value } from "../../compiler/ir/value.ts";
import { trainedParameters } from "../../compiler/step/state.ts";
import { type StepValues, stepValues } from "../../compiler/step/step_values.ts";
import type { Tensors } from "../engine/tensor.ts";
import type { Prepared } from "../prepare/prepare.ts";
import { causeOf } from "./divergence_cause.ts";
import { type ComputedValue, numbersOfStep } from "./every_value.ts";
import { runSpan, scannedInStep, type SpanOfSteps, type TrainingTools } from "./span.ts";
import type { Divergence } from "./train_diagnostics.ts";

/**
 * Says in which step of a span, and where in it, a number stopped being finite. The step is found by
 * running parts of the span again; then every value of that one step is computed and looked at, in
 * the order of computation.
 */
export async function diagnoseDivergence(
  tools: TrainingTools,
  span: SpanOfSteps,
): Promise<Divergence> {
  const { prepared, training, plan, courses } = tools;
  await using states = new AsyncDisposableStack();
  const broken = await firstBrokenStep(tools, span, states);
  const before = (span.epoch - 1) * plan.steps + broken.first;
  const values = stepValues(training, { ...plan, rows: "gathered" });
  const all = await numbersOfStep(tools.engine, values, await stepFeeds(tools, broken));
  const found = all.find(({ numbers }) => !numbers.every(Number.isFinite));
  const rate = courses.at(before + 1).lr;
  const { optimizer, model } = prepared.program.pipeline;
  const isUntrained = before === 0 && found !== undefined && isBeforeUpdate(found.value, values);
  return {
    step: before + 1,
    epoch: span.epoch,
    what: found ? describe(found, values, prepared) : describeProduct(all, rate),
    cause: causeOf(prepared, { rate, value: found?.value, isUntrained }),
    span: isUntrained ? model.span : optimizer?.argumentSpans.lr,
    isUntrained,
  };
}

/** Whether a value of a step is computed before the parameters change. */
function isBeforeUpdate(value: Value, { scores, loss, gradients }: StepValues): boolean {
  const roots = [scores, loss, ...gradients].filter((each) => each !== undefined);
  return topologicalOrder(roots).includes(value);
}

/** A span of one step: the first that does not end in finite numbers. @param states Owns its state. */
async function firstBrokenStep(
  tools: TrainingTools,
  span: SpanOfSteps,
  states: AsyncDisposableStack,
): Promise<SpanOfSteps> {
  let { carried, first, end } = span;
  while (end - first > 1) {
    const middle = Math.floor((first + end) / 2);
    const done = await runSpan(tools, { ...span, carried, first, end: middle });
    states.use(done.carried);
    if (done.isFinite) [carried, first] = [done.carried, middle];
    else end = middle;
  }
  return { ...span, carried, first, end };
}

/** The feeds of a span of one step. */
async function stepFeeds(tools: TrainingTools, span: SpanOfSteps): Promise<Tensors> {
  return { ...tools.data, ...await span.carried.read(), ...scannedInStep(tools, span) };
}

/** What trains multiplies the rate in earlier than the step that is looked at, in which all may be finite. */
function describeProduct(all: readonly ComputedValue[], rate: number): string | undefined {
  const isTooLarge = (each: number) => !Number.isFinite(Math.fround(each * rate));
  return all.some(({ numbers }) => numbers.some(isTooLarge))
    ? "the learning rate times a gradient overflows"
    : undefined;
}

/** What to call a value of a step that is not finite. */
function describe(
  { value, numbers }: ComputedValue,
  { scores, loss, gradients }: StepValues,
  { program: { plan } }: Prepared,
): string {
  const how = numbers.includes(NaN) ? "is not a number" : "overflows";
  const isBefore = (root: Value | undefined) => root && topologicalOrder([root]).includes(value);
  if (isBefore(scores)) return `${outputName(value, scores, plan)} ${how}`;
  if (isBefore(loss)) return `the loss ${how}`;
  const parameters = trainedParameters(plan);
  const gradient = parameters[gradients.findLastIndex(isBefore)];
  if (gradient) return `the gradient of "${gradient.name}" ${how}`;
  const element = numbers.findIndex((each) => !Number.isFinite(each));
  const changed = parameters.find(({ offset, size }) => element < offset + size);
  return `the update of ${changed ? `"${changed.name}"` : "the parameters"} ${how}`;
}

/** The layer in which a value of the forward pass is computed. */
function outputName(value: Value, scores: Value, { layers }: Prepared["program"]["plan"]): string {
  const names = new Set(layers.map(({ name }) => name));
  const order = topologicalOrder([scores]);
  const layer = order.slice(order.indexOf(value)).find(({ name }) => names.has(name ?? ""));
  return `the output of ${layer ? `"${layer.name}"` : "the model"}`;
}
