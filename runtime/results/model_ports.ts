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
export function outputPorts(
  { outputs }: OnnxGraph,
  { schema: { target }, quantiles }: {
    readonly schema: Schema;
    readonly quantiles?: readonly number[];
  },
): readonly ModelPort[] {
  return outputs.map(({ name }) => ({ name, columns: answered(name, target, quantiles) }));
}

function answered(
  output: string,
  target: TargetSchema | undefined,
  quantiles: readonly number[] | undefined,
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
