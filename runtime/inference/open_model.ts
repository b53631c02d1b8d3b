import type { Schema } from "../../compiler/schema/schema.ts";
import type { Engine } from "../engine/engine.ts";
import { floatsOf, type HostTensor, intsOf, type Tensors } from "../engine/tensor.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import { rawBlocks } from "../prepare/model_inputs.ts";
import { answerNames } from "../results/model_ports.ts";
import type { Predictions } from "./predictions.ts";

/** A finished model that can be asked. */
export interface FinishedModel {
  /** Of its `model.onnx`. */
  readonly bytes: Uint8Array;
  readonly schema: Schema;
  /** The levels of the quantiles that it answers with for each target, if it does. */
  readonly quantiles?: readonly number[];
  readonly engine: Engine;
}

/** A finished model that is ready to be asked. Owns native memory: dispose of it. */
export interface OpenModel extends AsyncDisposable {
  /** What it answers for some rows of some columns. @param columns In the order of its schema. */
  answer(columns: readonly FeatureColumn[], rows: Int32Array): Promise<Predictions>;
}

/** Makes a finished model ready. */
export async function openModel(model: FinishedModel): Promise<OpenModel> {
  const session = await model.engine.session(model.bytes);
  return {
    async answer(columns, rows) {
      const blocks: Tensors[] = [];
      for (const { inputs } of rawBlocks(model.schema, columns, rows)) {
        blocks.push(await session.run(inputs));
      }
      return predictionsIn(blocks, rows.length, model);
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** What a model answered. @param blocks Its outputs, block after block of the rows. */
export function predictionsIn(
  blocks: readonly Tensors[],
  rows: number,
  { schema: { target }, quantiles }: Pick<FinishedModel, "schema" | "quantiles">,
): Predictions {
  const all = (name: string) => blocks.map((block) => block[name]);
  const isScored = blocks.length > 0 && blocks.every(({ score }) => score);
  const isProbable = blocks.every(({ probability }) => probability);
  if ((isProbable || isScored) && target?.kind === "classes") {
    const label = all("label").flatMap(textsIn);
    const probability = joinFloats(all(isScored ? "score" : "probability"));
    const { classes } = target;
    return { kind: "classes", rows, classes, label, probability, ...isScored && { isScored } };
  }
  if (isProbable && target?.kind === "indicators") {
    const { names } = target;
    const label = joinInts(all("label"));
    return { kind: "labels", rows, names, label, probability: joinFloats(all("probability")) };
  }
  const prediction = joinFloats(all("prediction"));
  const answered = answerNames(target, quantiles);
  // Without rows, nothing says how many numbers there are.
  const width = rows === 0 ? answered.length : prediction.length / rows;
  const places = Array.from({ length: width }, (_, at) => String(at + 1));
  return {
    kind: "numbers",
    rows,
    names: answered.length === places.length ? answered : places,
    prediction,
  };
}

/** Labels as texts, also those that are numbers. */
function textsIn(tensor: HostTensor | undefined): readonly string[] {
  if (tensor?.type === "string") return tensor.data;
  return Array.from(intsOf(tensor), String);
}

function joinFloats(tensors: readonly (HostTensor | undefined)[]): Float32Array {
  return joined(tensors.map(floatsOf), (length) => new Float32Array(length));
}

function joinInts(tensors: readonly (HostTensor | undefined)[]): Int32Array {
  return joined(tensors.map(intsOf), (length) => new Int32Array(length));
}

function joined<T extends Float32Array | Int32Array>(
  parts: readonly T[],
  create: (length: number) => T,
): T {
  const all = create(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
