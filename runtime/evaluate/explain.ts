import {
  type ExplainedLayer,
  type ExplainedStep,
  type ExplainedValue,
  explainStep,
} from "../../compiler/explain.ts";
import { evaluate } from "../../compiler/transform/evaluate.ts";
import { type NumericTensor, tensor } from "../../compiler/ir/tensor.ts";
import type { Value } from "../../compiler/ir/value.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import type { PartName } from "../../dsl/language/pipeline.ts";
import { floatsOf, type Tensors } from "../engine/engine.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { missingPart, missingRow } from "./explain_diagnostics.ts";

/** Which rows to look at. */
export interface ExplainOptions {
  readonly part: PartName;
  /** Rows of the part, from 1. */
  readonly rows: readonly number[];
  /** Steps are counted from 1. */
  readonly step: number;
  /** State and slots before the step. */
  readonly carried: Tensors;
  readonly learningRate: number;
}

/** One step with its numbers, in float64. */
export interface Explanation {
  readonly step: ExplainedStep;
  /** The number of any value of the step. */
  valueOf(value: Value): NumericTensor;
}

/**
 * Computes one step on some rows, without ONNX Runtime.
 * @throws {PenstockError} If the part or a row does not exist.
 */
export function explain(prepared: Prepared, options: ExplainOptions): Explanation {
  const { program } = prepared;
  const step = explainStep(program, options.rows.length);
  const feeds = stepFeeds(prepared, step, options);
  const wanted = Object.fromEntries(allValues(step).map((value, at) => [String(at), value]));
  const results = evaluate(wanted, feeds);
  return { step, valueOf: (value) => results.get(value)! };
}

function allValues(step: ExplainedStep): Value[] {
  const rest = [step.scores, step.probability, step.loss, step.objective, step.inputs.targets];
  return [
    step.inputs.features,
    ...step.layers.flatMap((layer) => valuesOfLayer(layer)),
    ...rest.filter((value) => value !== undefined),
  ];
}

function valuesOfLayer({ parameters, output }: ExplainedLayer): Value[] {
  const shown: readonly ExplainedValue[] = [...parameters, ...output ? [output] : []];
  return shown.flatMap(({ value, gradient, next }) =>
    [value, gradient, next].filter((each) => each !== undefined)
  );
}

/** What to feed an explained step with. @throws {PenstockError} If the part or a row does not exist. */
export function stepFeeds(
  prepared: Prepared,
  { inputs }: ExplainedStep,
  { part, rows, step, carried, learningRate }: ExplainOptions,
): Map<Value, NumericTensor> {
  const found = partOf(prepared, part);
  if (!found) throw new PenstockError([missingPart(part, prepared.parts.map(({ name }) => name))]);
  const odd = rows.find((row) => row > found.rows);
  if (odd !== undefined) throw new PenstockError([missingRow(odd, { part, rows: found.rows })]);
  const feeds = new Map<Value, NumericTensor>([
    [inputs.features, rowsOf(found.features, rows)],
    [inputs.state, tensor(inputs.state.type.shape as number[], floatsOf(carried.state))],
    [inputs.step, tensor([], [step], "int32")],
  ]);
  if (inputs.targets && found.targets) feeds.set(inputs.targets, rowsOf(found.targets, rows));
  for (const [name, value] of Object.entries(inputs.slots)) {
    feeds.set(value, tensor(value.type.shape as number[], floatsOf(carried[name])));
  }
  const { optimizer } = prepared.pipeline;
  const scalars = optimizer?.definition.scalars({ step, learningRate }, optimizer.arguments) ?? {};
  for (const [name, value] of Object.entries(inputs.scalars)) {
    feeds.set(value, tensor([], [scalars[name]!]));
  }
  return feeds;
}

/** Some rows of a matrix or vector. @param rows From 1. */
function rowsOf(from: Tensors[string], rows: readonly number[]): NumericTensor {
  if (from.type === "string") throw new TypeError("Features and targets are numbers");
  const width = from.data.length / from.shape[0]!;
  const data = rows.flatMap((row) => [...from.data.subarray((row - 1) * width, row * width)]);
  return tensor([rows.length, ...from.shape.slice(1)], data, from.type);
}
