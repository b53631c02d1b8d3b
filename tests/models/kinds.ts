/** A finished model of every kind, and what it answers: for whoever runs them elsewhere. */
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { runFile } from "../../runtime/commands/run_file.ts";
import type { RunFileResult } from "../../runtime/commands/run_file.ts";
import { rawBlocks } from "../../runtime/prepare/model_inputs.ts";
import { inFolder } from "../runtime/pipelines.ts";

/** A tensor as JSON has it; `null` for NaN, which JSON has not. */
export interface JsonTensor {
  readonly type: string;
  readonly shape: readonly number[];
  readonly data: readonly (number | string | null)[];
}

/** Tensors by their names. */
export type JsonTensors = Readonly<Record<string, JsonTensor>>;

/** Some rows and what the model gives for them in onnxruntime-node. */
export interface Question {
  readonly rows: number;
  readonly inputs: JsonTensors;
  readonly outputs: JsonTensors;
}

/** A finished model with questions of no, one and many rows. */
export interface AskedModel {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly result: RunFileResult;
  readonly questions: readonly Question[];
}

const rows = 40;
const cells = (of: (row: number) => readonly unknown[]) =>
  JSON.stringify(Array.from({ length: rows }, (_, row) => of(row)));
const wave = (row: number, speed: number) => Number(Math.sin(row * speed).toFixed(3));
const train = ["optimizer adam(lr = 0.05)", "train(epochs = 15, batch = 8)"];
const classes = ["model { linear(6)", "relu", "linear(classes) }", "loss cross_entropy", ...train];

/** The stages of a pipeline for each kind of answer and of input. */
export const kinds: Readonly<Record<string, readonly string[]>> = {
  binary: [
    `load rows(${
      cells((row) => [wave(row, 1), wave(row, 2), wave(row, 1) > 0 ? "yes" : "no"])
    }, target = y, columns = [a, b, y])`,
    ...["scale standard", "model { linear(4)", "tanh", "linear(1) }", "loss binary_cross_entropy"],
    ...train,
  ],
  classes: [
    `load rows(${
      cells((row) => [wave(row, 1), wave(row, 3), ["low", "mid", "high"][row % 3]])
    }, target = y, columns = [a, b, y])`,
    ...["scale standard", ...classes],
  ],
  "classes that are numbers": [
    `load rows(${
      cells((row) => [wave(row, 1), wave(row, 3), [3, 5, 8][row % 3]])
    }, target = y, columns = [a, b, y])`,
    ...classes,
  ],
  "raw scores": [
    `load rows(${
      cells((row) => [wave(row, 1), wave(row, 2), wave(row, 1) > 0 ? "yes" : "no"])
    }, target = y, columns = [a, b, y])`,
    ...["model { linear(1) }", "loss hinge", ...train],
  ],
  "several labels": [
    `load rows(${
      cells((row) => [wave(row, 1), wave(row, 2), row % 2, Math.floor(row / 2) % 2])
    }, target = [red, round], columns = [a, b, red, round])`,
    ...["model { linear(4)", "tanh", "linear(2) }", "loss binary_cross_entropy", ...train],
  ],
  "a number in its unit": [
    `load rows(${
      cells((row) => [wave(row, 1), wave(row, 2), 20_000 + 5_000 * wave(row, 1)])
    }, target = price, columns = [a, b, price])`,
    ...["scale_target standard", "model { linear(4)", "tanh", "linear(1) }", "loss mse", ...train],
  ],
  "several numbers": [
    `load rows(${
      cells((row) => [wave(row, 1), wave(row, 2), wave(row, 1) * 2, 100 + wave(row, 2)])
    }, target = [x, y], columns = [a, b, x, y])`,
    ...[
      "scale_target standard",
      "model { linear(4)",
      "tanh",
      "linear(2) }",
      "loss mse",
      ...train,
    ],
  ],
  quantiles: [
    `load rows(${cells((row) => [wave(row, 1), 10 + wave(row, 2)])}, target = y, columns = [a, y])`,
    ...["model { linear(4)", "tanh", "linear(2) }", "loss quantile([0.1, 0.9])", ...train],
  ],
  "words, days and holes": [
    `load rows(${
      cells((row) => [
        ...[row % 7 === 0 ? "" : wave(row, 1), ["red", "blue", "grün"][row % 3]],
        `2024-0${1 + row % 9}-1${row % 10}`,
        ...[1e9 + row * 1e-3, row % 2 === 0 ? "yes" : "no"],
      ])
    }, target = y, columns = [a, colour, day, wide, y])`,
    ...["impute median", "encode one_hot", "scale standard", ...classes],
  ],
  "tokens that are pooled": [
    `load rows(${
      cells((row) => [wave(row, 1), wave(row, 3), row % 2 === 0 ? "a" : "b"])
    }, target = y, columns = [a, b, y])`,
    ...["model { linear(8)", "reshape([2, 4])", "attention(2)", "mean_pool", "linear(classes) }"],
    ...["loss cross_entropy", ...train],
  ],
  pictures: [
    'load idx("x.idx", labels = "y.idx", classes = [up, down])',
    ...["scale divide(255)", ...classes],
  ],
};

/** Trains a model and asks it. */
export async function askedModel(name: string): Promise<AskedModel> {
  return await inFolder(async (folder) => {
    const [height, width] = [4, 3];
    const pixels = Array.from({ length: rows * height * width }, (_, at) => (at * 37) % 256);
    await Deno.writeFile(join(folder, "x.idx"), idx([rows, height, width], pixels));
    await Deno.writeFile(
      join(folder, "y.idx"),
      idx([rows], Array.from({ length: rows }, (_, at) => at % 2)),
    );
    await Deno.writeTextFile(join(folder, "x.pipe"), ["pipe 1", ...kinds[name], ""].join("\n"));
    const context = { workingDirectory: folder, allowed: [] };
    const result = await runFile("x.pipe", { context });
    return { name, bytes: result.model, result, questions: await questionsOf(result) };
  });
}

function idx(shape: readonly number[], bytes: readonly number[]): Uint8Array {
  const sizes = shape.flatMap((dim) => [0, 0, 0, dim]);
  return Uint8Array.of(0, 0, 8, shape.length, ...sizes, ...bytes);
}

async function questionsOf({ prepared, model }: RunFileResult): Promise<readonly Question[]> {
  const { dataset, program: { schema } } = prepared;
  const session = await InferenceSession.create(model, { logSeverityLevel: 4 });
  try {
    const questions: Question[] = [];
    for (const count of [0, 1, rows]) {
      const [block] = rawBlocks(
        schema,
        dataset.columns,
        Int32Array.from({ length: count || 1 }, (_, row) => row),
      );
      const inputs = Object.fromEntries(
        Object.entries(block.inputs).filter(([input]) => session.inputNames.includes(input))
          .map(([input, { type, shape, data }]) => {
            const size = shape.slice(1).reduce((product, dim) => product * dim, count);
            return [
              input,
              new Tensor(type as "float32", data.slice(0, size) as Float32Array, [
                count,
                ...shape.slice(1),
              ]),
            ];
          }),
      );
      const outputs = await session.run(inputs);
      questions.push({ rows: count, inputs: asJson(inputs), outputs: asJson(outputs) });
    }
    return questions;
  } finally {
    await session.release();
  }
}

function asJson(tensors: Readonly<Record<string, unknown>>): JsonTensors {
  return Object.fromEntries(
    Object.entries(tensors as Record<string, Tensor>).map(([name, { type, dims, data }]) => {
      const cells = Array.from<unknown>(data as ArrayLike<unknown>);
      // Text stays as it is; NaN and 64-bit integers are none of JSON.
      const plain = cells.map((cell) =>
        typeof cell === "string" ? cell : Number.isNaN(cell) ? null : Number(cell)
      );
      return [name, { type, shape: [...dims], data: plain }];
    }),
  );
}
