import { featureRows } from "../../compiler/preprocessing/step_rows.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { ArgumentsOf, Signature } from "../../dsl/language/signature.ts";
import type { NumericTensor } from "../../compiler/ir/tensor.ts";
import { tensor } from "../../compiler/ir/tensor.ts";
import { type Input, type Outputs, topologicalOrder } from "../../compiler/ir/value.ts";
import type { Layer } from "../../compiler/layers/layer.ts";
import { linear } from "../../compiler/layers/linear.ts";
import type { Loss } from "../../compiler/losses/loss.ts";
import { type ModelPlan, planModel } from "../../compiler/plan/model_plan.ts";
import { unwrap } from "../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../dsl/text/report.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import type { Optimizer } from "../../compiler/optimizers/optimizer.ts";
import { sgd } from "../../compiler/optimizers/sgd.ts";
import type { TargetSchema } from "../../compiler/schema/schema.ts";
import {
  afterSteps,
  beforeSteps,
  nextName,
  statesOf,
  type StepGraph,
} from "../../compiler/step/step_graph.ts";
import { resultsOf } from "../../compiler/step/hoist.ts";
import { verifyGraph } from "../../compiler/transform/verify.ts";
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
    rows: featureRows(features),
    head: loss.head,
    target: targetOf(loss, width),
    classCounts: [],
    loss: callOf(loss),
    optimizer: callOf<Optimizer>(sgd, { lr: 0.1 }),
    scheduled: [],
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

/** Checks the graphs of a step. */
export function verifyStep(step: StepGraph): void {
  verifyGraph(resultsOf(step));
  verifyGraph(step.after ?? {});
}

/** Every input of a step. */
export function inputsOf(step: StepGraph): Input[] {
  return [...statesOf(step).map(({ input }) => input), ...step.scanned, ...step.captured];
}

/** Step by step by the reference evaluation: states at the end, and what comes out after the loop. */
export function trainByReference(step: StepGraph, feeds: Feeds): Record<string, number[]> {
  const steps = feeds[step.scanned[0].name].shape[0];
  const before = evaluateByName(beforeSteps(step), feeds);
  const current = { ...feeds, ...before };
  const prepared = (step.prepared ?? []).map(({ input }) => input.name);
  const told: Record<string, NumericTensor>[] = [];
  for (let index = 0; index < steps; index++) {
    for (const { name } of step.scanned) current[name] = rowOf(feeds[name], index);
    for (const name of prepared) current[name] = rowOf(before[name], index);
    const results = evaluateByName(resultsOf(step), current);
    for (const { input } of step.carried) current[input.name] = results[nextName(input)];
    told.push(results);
  }
  const reports = Object.keys(step.reported).map((name) => [
    name,
    stack(told.map((each) => each[name])),
  ]);
  const carried = step.carried.map(({ input }) => [nextName(input), current[input.name]]);
  const known: Feeds = {
    ...{ ...feeds, ...Object.fromEntries(carried) },
    ...Object.fromEntries(reports),
  };
  const after = evaluateByName(afterSteps(step), known);
  const states = statesOf(step).map(({ input }) => nextName(input));
  const names = [...states, ...Object.keys(step.after ?? step.reported)];
  return Object.fromEntries(names.map((name) => [name, [...(after[name] ?? known[name]).data]]));
}

/** The outputs of a graph whose inputs are fed by their names. */
function evaluateByName(outputs: Outputs, feeds: Feeds): Record<string, NumericTensor> {
  const inputs = topologicalOrder(Object.values(outputs)).filter(({ kind }) => kind === "input");
  return evaluateOutputs(outputs, new Map(inputs.map((each) => [each, feeds[each.name!]])));
}

function rowOf({ dtype, shape, data }: NumericTensor, index: number): NumericTensor {
  const size = data.length / shape[0];
  return { dtype, shape: shape.slice(1), data: data.slice(index * size, (index + 1) * size) };
}

function stack(rows: readonly NumericTensor[]): NumericTensor {
  const { dtype, shape } = rows[0];
  return tensor([rows.length, ...shape], rows.flatMap(({ data }) => [...data]), dtype);
}

/** The same by ONNX Runtime in one call. */
export function trainByScan(step: StepGraph, feeds: Feeds) {
  const used = inputsOf(step).map(({ name }) => [name, feeds[name]]);
  return runModel({ graph: lowerScan(step) }, Object.fromEntries(used));
}
