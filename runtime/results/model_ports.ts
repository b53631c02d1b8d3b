import { columnsOfInputs } from "../../compiler/preprocessing/input_names.ts";
import type { OnnxGraph } from "../../compiler/backends/onnx/model.ts";
import { type Schema, targetNames, type TargetSchema } from "../../compiler/schema/schema.ts";

/** An input or output of a finished model, and what stands in it. */
export interface ModelPort {
  /** As the model calls it. */
  readonly name: string;
  /** Of the data, one for each number of a row; of an output: its targets, or classes. */
  readonly columns: readonly string[];
}

/** What each input of a finished model takes of a row. */
export function inputPorts({ inputs }: OnnxGraph, schema: Schema): readonly ModelPort[] {
  const columns = columnsOfInputs(schema);
  return inputs.map(({ name }) => ({ name, columns: columns.get(name) ?? [] }));
}

/** What each output of a finished model answers for a row. */
export function outputPorts({ outputs }: OnnxGraph, card: Answering): readonly ModelPort[] {
  return outputs.map(({ name }) => ({ name, columns: columnsOfOutput(name, card) }));
}

/** What is learnt, and how it is answered. */
interface Answering {
  readonly schema: Schema;
  /** The levels of the quantiles that each target is answered with, if it is. */
  readonly quantiles?: readonly number[];
}

/** What stands in an output: the targets, or the classes. */
export function columnsOfOutput(
  output: string,
  { schema: { target }, quantiles }: Answering,
): readonly string[] {
  if (target?.kind === "classes" && output !== "label") return target.classes;
  return answerNames(target, quantiles);
}

/** The targets, or `mpg_0.1`, `mpg_0.9`: all quantiles of the first target, then of the next. */
export function answerNames(
  target: TargetSchema | undefined,
  quantiles: readonly number[] | undefined,
): readonly string[] {
  const names = targetNames(target);
  return quantiles ? names.flatMap((name) => quantiles.map((level) => `${name}_${level}`)) : names;
}
