import {
  type Input,
  isCall,
  type Outputs,
  topologicalOrder,
  type Value,
} from "../../compiler/ir/value.ts";
import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import { toModel } from "../../compiler/backends/onnx/to_model.ts";
import { trainedParameters } from "../../compiler/step/state.ts";
import { type StepInputs, type StepValues, stepValues } from "../../compiler/step/training.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { floatsOf, type HostTensor, runOnce, type Tensors } from "../engine/engine.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { diverged } from "./train_diagnostics.ts";
import {
  isFiniteThroughout,
  isSpanFinite,
  runSpan,
  spanFeeds,
  type SpanOfSteps,
  type TrainingTools,
} from "./span.ts";

/**
 * Says in which step of a span, and where in it, a number stopped being finite. The step is found by
 * running parts of the span again; then every value of that one step is computed and looked at, in
 * the order of computation.
 */
export async function diagnoseDivergence(
  tools: TrainingTools,
  span: SpanOfSteps,
): Promise<Diagnostic> {
  const { prepared, plan, engine, rates } = tools;
  const broken = await firstBrokenStep(tools, span);
  const before = (span.epoch - 1) * plan.steps + broken.first;
  const values = stepValues(tools.training, plan);
  const { model, names } = everyValue(values);
  const results = await runOnce(engine, model, stepFeeds(tools, broken));
  const found = [...names].find(([name]) => !isFiniteTensor(results[name]!));
  const describe = found && describer(values, prepared);
  return diverged({
    step: before + 1,
    epoch: span.epoch,
    what: describe?.(found![1], results[found![0]]!),
    cause: causeOf(prepared, { rate: rates.rate(before), value: found?.[1] }),
    span: prepared.pipeline.optimizer?.argumentSpans.lr,
  });
}

/** A span of one step: the first that does not end in finite numbers. */
async function firstBrokenStep(tools: TrainingTools, span: SpanOfSteps): Promise<SpanOfSteps> {
  let { carried, first, end } = span;
  while (end - first > 1) {
    const middle = Math.floor((first + end) / 2);
    const done = await runSpan(tools, { ...span, carried, first, end: middle });
    if (isSpanFinite(done)) [carried, first] = [done.carried, middle];
    else end = middle;
  }
  return { ...span, carried, first, end };
}

/** A model that gives every float32 value of a step, in the order of computation. */
function everyValue(
  { inputs, scores, loss, gradients, next }: StepValues,
): { readonly model: OnnxModel; readonly names: ReadonlyMap<string, Value> } {
  // Gradients flow from the last layer to the first; no step reads the objective itself.
  const backward = gradients.toReversed().filter((each) => each !== undefined);
  const roots = [scores, loss, ...backward, ...Object.values(next)];
  const computed = topologicalOrder(roots).filter((value) =>
    isCall(value) && value.type.dtype === "float32"
  );
  const names = new Map(computed.map((value, at) => [`value_${at}`, value]));
  const outputs: Outputs = Object.fromEntries(names);
  return { model: toModel(outputs, inputsOf(inputs)), names };
}

function inputsOf({ slots, scalars, rowWeight, ...rest }: StepInputs): Input[] {
  const others = [...Object.values(slots), ...Object.values(scalars)];
  return [...Object.values(rest), ...others, ...rowWeight ? [rowWeight] : []];
}

/** The feeds of a span of one step, without the axis of steps. */
function stepFeeds(tools: TrainingTools, span: SpanOfSteps): Tensors {
  const { features, targets, ...rest } = spanFeeds(tools, span);
  const scanned = Object.entries(rest).map(([name, each]) => [
    name,
    name in span.carried ? each : { ...each, shape: each.shape.slice(1) },
  ]);
  return { features, targets, ...Object.fromEntries(scanned) };
}

function isFiniteTensor(tensor: HostTensor): boolean {
  return isFiniteThroughout(floatsOf(tensor));
}

/** Gives what to call a value of a step that is not finite. */
function describer(
  values: StepValues,
  { program: { plan } }: Prepared,
): (value: Value, result: HostTensor) => string {
  const layers = new Set(plan.layers.map(({ name }) => name));
  const within = (root: Value, value: Value) => topologicalOrder([root]).includes(value);
  return (value, result) => {
    const how = floatsOf(result).includes(NaN) ? "is not a number" : "overflows";
    if (within(values.scores, value)) {
      const order = topologicalOrder([values.scores]);
      const layer = order.slice(order.indexOf(value)).find(({ name }) => layers.has(name ?? ""));
      return `the output of ${layer ? `"${layer.name}"` : "the model"} ${how}`;
    }
    if (within(values.loss, value)) return `the loss ${how}`;
    const parameters = trainedParameters(plan);
    const at = values.gradients.findLastIndex((each) => each && within(each, value));
    if (at >= 0) return `the gradient of "${parameters[at]!.name}" ${how}`;
    const element = floatsOf(result).findIndex((each) => !Number.isFinite(each));
    const changed = parameters.find(({ offset, size }) => element < offset + size);
    return `the update of ${changed ? `"${changed.name}"` : "the parameters"} ${how}`;
  };
}

/** Features this large make the first layer's gradients large as well. */
const largeFeature = 100;
/** The gradient of a squared error grows with the targets. */
const largeTarget = 1000;

/**
 * The likely cause of a divergence, as the next thing to do.
 * @param place The learning rate of the step and, where known, the first value that is not finite.
 */
export function causeOf(
  prepared: Prepared,
  { rate, value }: { readonly rate?: number; readonly value?: Value } = {},
): string {
  if (value?.kind === "log") {
    return "The logarithm of 0 or less: check the targets, and what the last layer gives";
  }
  const largest = largestFeature(prepared);
  if (largest > largeFeature && !prepared.pipeline.scale) {
    return `The features are not scaled, the largest is ${
      short(largest)
    }: add a line such as: scale standard`;
  }
  const lr = prepared.pipeline.optimizer?.arguments.lr ?? 0;
  const lowerRate = `try lr = ${short((rate ?? lr) / 10)}`;
  const target = largestTarget(prepared);
  if (target > largeTarget) {
    return `The targets are as large as ${
      short(target)
    }: give them in a larger unit, or ${lowerRate}`;
  }
  const lower = `The learning rate is probably too large: ${lowerRate}`;
  const isClipped = prepared.pipeline.train?.arguments.clip_norm !== undefined;
  return isClipped ? lower : `${lower}, or train(clip_norm = 1.0)`;
}

function largestFeature(prepared: Prepared): number {
  return largestOf(partOf(prepared, "train")!.features);
}

function largestTarget(prepared: Prepared): number {
  const { targets } = partOf(prepared, "train")!;
  return targets?.type === "float32" ? largestOf(targets) : 0;
}

function largestOf(tensor: HostTensor): number {
  return floatsOf(tensor).reduce((largest, each) => Math.max(largest, Math.abs(each)), 0);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
