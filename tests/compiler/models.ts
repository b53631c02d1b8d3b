import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { ArgumentsOf, Signature } from "../../dsl/language/signature.ts";
import type { NumericTensor } from "../../compiler/ir/tensor.ts";
import { tensor } from "../../compiler/ir/tensor.ts";
import type { Outputs, Value } from "../../compiler/ir/value.ts";
import type { Layer } from "../../compiler/layers/layer.ts";
import { linear } from "../../compiler/layers/linear.ts";
import type { Loss } from "../../compiler/losses/loss.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { type ModelPlan, planModel } from "../../compiler/plan/model_plan.ts";
import { unwrap } from "../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../dsl/text/report.ts";
import type { Optimizer } from "../../compiler/optimizers/optimizer.ts";
import { sgd } from "../../compiler/optimizers/sgd.ts";
import type { TargetSchema } from "../../compiler/schema/schema.ts";
import type { StepGraph } from "../../compiler/step/step_graph.ts";
import type { Training } from "../../compiler/step/training.ts";
import { codes, evaluateOutputs, runModel, sample } from "./helpers.ts";

/** A model that can be planned. @throws {PenstockError} If it cannot. */
export function planned(
  calls: readonly CheckedCall<Layer>[],
  features: readonly string[],
): ModelPlan {
  return unwrap(reportedSync((report) => planModel(calls, { features, report })));
}

const nowhere = { source: { name: "test.pipe", text: "" }, start: 0, end: 0 };

/** A call as `check` gives it; the arguments are not checked. */
export function callOf<S extends Signature>(
  definition: S,
  args: Readonly<Record<string, unknown>> = {},
  label?: string,
): CheckedCall<S> {
  const defaults = Object.entries(definition.arguments).map(([name, spec]) => [name, spec.default]);
  return {
    definition,
    label,
    arguments: { ...Object.fromEntries(defaults), ...args } as ArgumentsOf<S["arguments"]>,
    span: nowhere,
    nameSpan: nowhere,
    argumentSpans: {},
  };
}

/** `linear(out, ...)` */
export function dense(out: number, args: Readonly<Record<string, unknown>> = {}) {
  return callOf<Layer>(linear, { out, ...args });
}

export interface Network {
  readonly features: number;
  readonly layers: readonly CheckedCall<Layer>[];
  readonly loss: Loss;
}

/** All that a training step needs, for a network trained by `sgd`. */
export function stagesOf({ features, layers, loss }: Network): Training {
  const names = Array.from({ length: features }, (_, index) => `f${index}`);
  const plan = planned(layers, names);
  const width = plan.outputs.at(-1) as number;
  return {
    plan,
    head: loss.head,
    target: targetOf(loss, width),
    classCounts: [],
    loss: callOf(loss),
    optimizer: callOf<Optimizer>(sgd, { lr: 0.1 }),
    train: { l1: 0, l2: 0 },
    seed: 0,
  };
}

function targetOf(loss: Loss, width: number): TargetSchema {
  const names = Array.from({ length: Math.max(2, width) }, (_, index) => `c${index}`);
  return loss.target === "classes"
    ? { kind: "classes", name: "class", classes: names }
    : { kind: "numeric", names: names.slice(0, width) };
}

/** Features and targets that look random, for a number of rows. */
export function dataFor({ plan, target }: Training, rows: number): Feeds {
  const targets = target.kind === "classes"
    ? codes([rows], target.classes.length, "targets")
    : sample([rows, target.names.length], "targets");
  return { features: sample([rows, plan.features.length], "features"), targets };
}

/** The rows of each step and, where a step has fewer, their weights. */
export function batches(steps: readonly (readonly number[])[], batch: number) {
  const padded = steps.flatMap((rows) => Array.from({ length: batch }, (_, at) => rows[at] ?? 0));
  const weights = steps.flatMap((rows) =>
    Array.from({ length: batch }, (_, at) => at < rows.length ? 1 / rows.length : 0)
  );
  return {
    rows: tensor([steps.length, batch], padded, "int32"),
    row_weight: tensor([steps.length, batch, 1], weights),
    learning_rate: tensor([steps.length], steps.map((_, index) => 0.5 / (index + 1))),
  };
}

export type Feeds = Readonly<Record<string, NumericTensor>>;

/** The outputs of a step as one graph. */
export function outputsOf({ carried, reported }: StepGraph): Outputs {
  const next = carried.map(({ input, next }) => [`next_${input.name}`, next] as const);
  return { ...Object.fromEntries(next), ...reported };
}

/** Every input of a step. */
function inputsOf({ carried, scanned, captured }: StepGraph): Value[] {
  return [...carried.map(({ input }) => input), ...scanned, ...captured];
}

/** Step by step by the reference evaluation: states at the end, reports of every step. */
export function trainByReference(step: StepGraph, feeds: Feeds): Record<string, number[]> {
  const steps = feeds[step.scanned[0]!.name!]!.shape[0]!;
  const names = new Map(inputsOf(step).map((value) => [value.name!, value]));
  const current: Record<string, NumericTensor> = { ...feeds };
  const reports = Object.fromEntries(
    Object.keys(step.reported).map((name) => [name, [0].slice(1)]),
  );
  for (let index = 0; index < steps; index++) {
    for (const { name } of step.scanned) current[name!] = rowOf(feeds[name!]!, index);
    const given = new Map([...names].map(([name, value]) => [value, current[name]!]));
    const results = evaluateOutputs(outputsOf(step), given);
    for (const { input } of step.carried) current[input.name!] = results[`next_${input.name}`]!;
    for (const name of Object.keys(reports)) reports[name]!.push(...results[name]!.data);
  }
  const ends = step.carried.map(({ input }) => [
    `next_${input.name}`,
    [...current[input.name!]!.data],
  ]);
  return { ...Object.fromEntries(ends), ...reports };
}

function rowOf({ dtype, shape, data }: NumericTensor, index: number): NumericTensor {
  const size = data.length / shape[0]!;
  return { dtype, shape: shape.slice(1), data: data.slice(index * size, (index + 1) * size) };
}

/** The same by ONNX Runtime in one call. */
export function trainByScan(step: StepGraph, feeds: Feeds) {
  const used = inputsOf(step).map(({ name }) => [name!, feeds[name!]!]);
  return runModel({ graph: lowerScan(step) }, Object.fromEntries(used));
}
