import type { TensorFacts } from "../../compiler/backends/onnx/facts.ts";
import type { HostTensor, Tensors } from "../engine/tensor.ts";
import { shortestDecimal } from "../formats/decimal.ts";
import type { Batcher } from "./batcher.ts";
import { Refusal } from "./refusal.ts";
import type { ServedModel } from "./served_model.ts";

/** The types of tensors in the words of the protocol. */
const datatypes = {
  float32: "FP32",
  float64: "FP64",
  int32: "INT32",
  uint8: "UINT8",
  string: "BYTES",
} as const;

type ElementType = keyof typeof datatypes;

/** The one version that a server has of its model. */
export const servedVersion = "1";

/** What the protocol tells of a model. @see https://github.com/kserve/open-inference-protocol */
export function modelMetadata({ shared: { name, inputs, outputs } }: ServedModel) {
  const told = ({ name, type, shape }: TensorFacts) => ({
    name,
    datatype: datatypes[type as ElementType],
    shape: shape.map((size) => typeof size === "number" ? size : -1),
  });
  return {
    name,
    versions: [servedVersion],
    platform: "onnxruntime_onnx",
    inputs: inputs.map(({ tensor }) => told(tensor)),
    outputs: outputs.map(({ tensor }) => told(tensor)),
  };
}

/** Tensors in, tensors out. @throws {Refusal} If the inputs are not those of the model (400), or too many rows (413). */
export async function infer(
  body: unknown,
  { model, batcher, maxRows }: {
    readonly model: ServedModel;
    readonly batcher: Batcher;
    readonly maxRows: number;
  },
) {
  const { shared: { name, inputs, outputs } } = model;
  const request = recordOf(body, "The body");
  const given = listOf(request.inputs, "inputs").map((each) => recordOf(each, "An input"));
  const rows = rowsOf(given, maxRows);
  const feeds: Record<string, HostTensor> = {};
  for (const { tensor } of inputs) {
    const [found, ...others] = given.filter((each) => each.name === tensor.name);
    if (!found || others.length > 0) {
      throw new Refusal(400, `The model takes one input "${tensor.name}"`);
    }
    feeds[tensor.name] = readTensor(found, { tensor, rows });
  }
  const extra = given.find((each) => !inputs.some(({ tensor }) => tensor.name === each.name));
  if (extra) throw new Refusal(400, `The model takes no input ${JSON.stringify(extra.name)}`);
  const wanted = wantedOutputs(request.outputs, outputs.map(({ tensor }) => tensor.name));
  const answered = await batcher.run(feeds, rows);
  return {
    model_name: name,
    model_version: servedVersion,
    ...typeof request.id === "string" && { id: request.id },
    outputs: wanted.map((output) => writeTensor(output, answered)),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function recordOf(value: unknown, what: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value));
  }
  throw new Refusal(400, `${what} is no object`);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Refusal(400, `"${name}" is no list`);
}

/** How many rows there are: the first size of every input. */
function rowsOf(given: readonly Fields[], maxRows: number): number {
  const sizes = given.map(({ shape }) => Array.isArray(shape) ? shape[0] : undefined);
  const [rows] = sizes;
  if (!Number.isInteger(rows) || rows < 0 || sizes.some((size) => size !== rows)) {
    throw new Refusal(400, 'Every input has a "shape" that begins with the number of rows');
  }
  if (rows > maxRows) {
    throw new Refusal(413, `There are ${rows} rows, and a request may have ${maxRows}`);
  }
  return rows;
}

function readTensor(
  { name, datatype, shape, data }: Fields,
  { tensor, rows }: { readonly tensor: TensorFacts; readonly rows: number },
): HostTensor {
  // The card was held to agree with the model: it takes no other types.
  const type = tensor.type as ElementType;
  const sizes = [rows, ...tensor.shape.slice(1).map(Number)];
  const isOf = Array.isArray(shape) && shape.length === sizes.length &&
    shape.every((size, at) => size === sizes[at]);
  if (datatype !== datatypes[type] || !isOf) {
    throw new Refusal(400, `Input "${name}" must be ${datatypes[type]} [${sizes.join(", ")}]`);
  }
  // As deep as the shape; a list that is left is no value.
  const cells = listOf(data, `data of ${name}`).flat(sizes.length - 1);
  const count = sizes.reduce((product, size) => product * size, 1);
  if (cells.length !== count) {
    throw new Refusal(400, `Input "${name}" has ${cells.length} values, and its shape ${count}`);
  }
  return tensorOf(type, { shape: sizes, cells, name: String(name) });
}

function tensorOf(
  type: ElementType,
  { shape, cells, name }: {
    readonly shape: readonly number[];
    readonly cells: readonly unknown[];
    readonly name: string;
  },
): HostTensor {
  const wrong = () => new Refusal(400, `Input "${name}" has a value that is no ${datatypes[type]}`);
  if (type === "string") {
    if (!cells.every((cell) => typeof cell === "string")) throw wrong();
    return { type, shape, data: cells };
  }
  const isFloat = type === "float32" || type === "float64";
  const numbers = cells.map((cell) => {
    // JSON has no NaN, which stands for a missing value.
    if (cell === null && isFloat) return NaN;
    if (typeof cell !== "number" || type === "uint8" && !isByte(cell)) throw wrong();
    return cell;
  });
  if (type === "float32") return { type, shape, data: Float32Array.from(numbers) };
  if (type === "float64") return { type, shape, data: Float64Array.from(numbers) };
  return type === "uint8"
    ? { type, shape, data: Uint8Array.from(numbers) }
    : { type, shape, data: Int32Array.from(numbers) };
}

function isByte(cell: number): boolean {
  return Number.isInteger(cell) && cell >= 0 && cell <= 255;
}

function wantedOutputs(asked: unknown, all: readonly string[]): readonly string[] {
  if (asked === undefined) return all;
  return listOf(asked, "outputs").map((each) => {
    const { name } = recordOf(each, "An output");
    if (typeof name === "string" && all.includes(name)) return name;
    throw new Refusal(400, `The model gives no output ${JSON.stringify(name)}`);
  });
}

function writeTensor(name: string, tensors: Tensors) {
  const { type, shape, data } = tensors[name];
  const plain = type === "float32"
    ? Array.from(data, (value) => Number.isFinite(value) ? shortestDecimal(value) : null)
    : Array.from<string | number>(data);
  return { name, datatype: datatypes[type], shape, data: plain };
}
