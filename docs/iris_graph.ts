/**
 * The training graph of `pipelines/iris.pipe`, with its names in `training.onnx` and the numbers of its
 * first step.
 * @module
 */
import { fileURLToPath } from "node:url";
import { lower } from "../compiler/backends/onnx/lower.ts";
import type { OnnxGraph, OnnxNode } from "../compiler/backends/onnx/model.ts";
import { lowerTraining } from "../compiler/models.ts";
import { type NumericTensor, tensor } from "../compiler/ir/tensor.ts";
import {
  isOpCall,
  type OpCall,
  type Outputs,
  topologicalOrder,
  type Value,
} from "../compiler/ir/value.ts";
import { preprocess } from "../compiler/preprocessing/preprocess.ts";
import { hoist, resultsOf } from "../compiler/step/hoist.ts";
import { spanGraph } from "../compiler/step/span.ts";
import { afterSteps, type StepGraph } from "../compiler/step/step_graph.ts";
import type { Training } from "../compiler/step/training.ts";
import { evaluate } from "../compiler/transform/evaluate.ts";
import { unwrap } from "../dsl/text/diagnostic.ts";
import { reported } from "../dsl/text/report.ts";
import { matrix } from "../runtime/prepare/model_inputs.ts";
import { openPipeline } from "../runtime/open/open_pipeline.ts";
import { assemble, type Assembled } from "../runtime/prepare/assemble.ts";
import { type BatchPlan, planBatches } from "../compiler/step/batch_plan.ts";
import { batchesOf } from "../runtime/train/batches.ts";

/** What is computed before the loop, in each step, and after it. */
export type GraphPart = "before" | "step" | "after";

/** A node of the graph. */
export interface ShownNode {
  readonly value: OpCall;
  /** Its number in `graph.txt`. */
  readonly number: number;
  /** What it is in `training.onnx`; several values may share a node. */
  readonly onnx: readonly OnnxNode[];
  /** What it gives in the first step. */
  readonly result: NumericTensor;
}

/** All that the page tells of. */
export interface IrisGraph {
  readonly assembled: Assembled;
  readonly batches: BatchPlan;
  readonly step: StepGraph;
  readonly nodes: Readonly<Record<GraphPart, readonly ShownNode[]>>;
}

/** The training graph of iris. */
export async function irisGraph(): Promise<IrisGraph> {
  const assembled = await assembleIris();
  const { program: { training }, indices } = assembled;
  if (!training) throw new Error("iris.pipe trains nothing");
  const { batch, shuffle } = training.train;
  const rows = indices.train.length;
  const batches = planBatches({ rows, batch, shuffle, seed: training.seed });
  const { before, step } = hoist(spanGraph(training, batches));
  const outputs = { before, step: resultsOf(step), after: afterSteps(step) };
  const files = onnxNodes(training, batches);
  const results = resultsOfFirstStep(outputs, firstFeeds(assembled, batches));
  const nodesOf = (part: GraphPart) => shownNodes(outputs[part], files[part], results);
  return {
    ...{ assembled, batches, step },
    nodes: { before: nodesOf("before"), step: nodesOf("step"), after: nodesOf("after") },
  };
}

async function assembleIris(): Promise<Assembled> {
  const context = { workingDirectory: fileURLToPath(new URL("../", import.meta.url)), allowed: [] };
  return unwrap(
    await reported(async (report) => {
      const { file, access } = await openPipeline("pipelines/iris.pipe", { context }, report);
      return await assemble(file, { access, report });
    }),
  );
}

/** The nodes of `training.onnx`. */
function onnxNodes(training: Training, batches: BatchPlan): Record<GraphPart, readonly OnnxNode[]> {
  const { graph: { nodes } } = lowerTraining(training, batches);
  const at = nodes.findIndex(({ opType }) => opType === "Scan");
  return { before: nodes.slice(0, at), step: bodyOf(nodes[at]).nodes, after: nodes.slice(at + 1) };
}

function bodyOf({ attributes }: OnnxNode): OnnxGraph {
  const body = attributes?.body;
  if (body?.kind !== "graph") throw new Error("The loop has no body");
  return body.value;
}

/** Each value with its nodes: lowered by itself, a graph has the same nodes under other names. */
function shownNodes(
  outputs: Outputs,
  nodes: readonly OnnxNode[],
  results: ReadonlyMap<Value, NumericTensor>,
): ShownNode[] {
  const lowered = lower(outputs);
  const endOf = (value: Value) =>
    lowered.nodes.findIndex((node) => node.outputs.includes(lowered.nameOf(value)));
  let next = 0;
  return topologicalOrder(Object.values(outputs)).flatMap((value, number) => {
    const result = results.get(value);
    if (!isOpCall(value) || !result) return [];
    const end = endOf(value) + 1;
    const onnx = nodes.slice(Math.min(next, end - 1), end);
    next = Math.max(next, end);
    return [{ value, number, onnx, result }];
  });
}

type Feeds = Readonly<Record<string, NumericTensor>>;

/** What the first step is fed. */
function firstFeeds(assembled: Assembled, batches: BatchPlan): Feeds {
  const { program, dataset, indices: { train }, initial } = assembled;
  const { pipeline: { optimizer } } = program;
  const { inputs, features } = preprocess(program);
  const numbers = dataset.columns.flatMap(({ cells }) => cells.kind === "number" ? [cells] : []);
  const raw = matrix(train, numbers);
  if (raw.type !== "float32" || dataset.target?.kind !== "classes" || !optimizer) {
    throw new Error("iris.pipe tells classes by numbers");
  }
  const { codes } = dataset.target;
  const scaled = evaluate({ features }, new Map([[inputs[0], tensor(raw.shape, raw.data)]]));
  return {
    features: scaled.get(features)!, // it is the output
    targets: tensor([train.length], Array.from(train, (row) => codes[row]), "int32"),
    rows: tensor([batches.batch], batchesOf(batches, 1).rows.subarray(0, batches.batch), "int32"),
    state: tensor([initial.length], initial),
    learning_rate: tensor([], [optimizer.arguments.lr]),
  };
}

/** Every value of all parts, as if the training ended after its first step. */
function resultsOfFirstStep(
  { before, step, after }: Record<GraphPart, Outputs>,
  feeds: Feeds,
): ReadonlyMap<Value, NumericTensor> {
  const hoisted = evaluateNamed(before, feeds);
  const inStep = evaluateNamed(step, { ...feeds, ...byName(before, hoisted) });
  const { scores, ...next } = byName(step, inStep);
  const stacked = { scores: oneStep(scores), rows: oneStep(feeds.rows) };
  const atEnd = evaluateNamed(after, { ...feeds, ...next, ...stacked });
  return new Map([...hoisted, ...inStep, ...atEnd]);
}

function oneStep({ shape, ...rest }: NumericTensor): NumericTensor {
  return { ...rest, shape: [1, ...shape] };
}

function byName(outputs: Outputs, results: ReadonlyMap<Value, NumericTensor>): Feeds {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, results.get(value)!]), // all are computed
  );
}

/** Evaluates a graph whose inputs are fed by their names. */
function evaluateNamed(outputs: Outputs, feeds: Feeds): ReadonlyMap<Value, NumericTensor> {
  const inputs = topologicalOrder(Object.values(outputs)).filter(({ kind }) => kind === "input");
  return evaluate(outputs, new Map(inputs.map((each) => [each, feeds[each.name ?? ""]])));
}
