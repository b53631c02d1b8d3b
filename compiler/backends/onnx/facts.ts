import { fromBinary } from "@bufbuild/protobuf";
import {
  ModelProtoSchema,
  type TensorProto,
  TensorProto_DataType as DataType,
  type ValueInfoProto,
} from "./onnx_pb.ts";

/** A tensor of a model: an input, an output or one that is stored. */
export interface TensorFacts {
  /** As the model calls it. */
  readonly name: string;
  /** As in `float32`; `unknown` where it is no tensor. */
  readonly type: string;
  /** Numbers, or names of sizes that are not fixed; `?` where nothing is said. */
  readonly shape: readonly (number | string)[];
}

/** What can be said of any ONNX model, whoever wrote it. */
export interface OnnxFacts {
  /** As it calls itself, with the version that it says it is; both may be empty. */
  readonly name: string;
  /** What it says it is for; often empty. */
  readonly doc: string;
  /** Who wrote it, and in which version. */
  readonly producer: string;
  /** The version of the format. */
  readonly irVersion: number;
  /** The version of each set of operators, by domain; that of ONNX itself is `ai.onnx`. */
  readonly opsets: Readonly<Record<string, number>>;
  /** Those that are asked for: stored ones are not counted among them. */
  readonly inputs: readonly TensorFacts[];
  /** What it gives. */
  readonly outputs: readonly TensorFacts[];
  /** The tensors that are stored in it. */
  readonly stored: readonly TensorFacts[];
  /** How many numbers they hold. */
  readonly size: number;
  /** How often each operator stands in it, the most frequent first. */
  readonly operators: readonly (readonly [name: string, count: number])[];
  /** What it says besides. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads what an ONNX file says of itself, without running anything.
 * @throws {RangeError} If the bytes are no ONNX model.
 */
export function onnxFacts(bytes: Uint8Array): OnnxFacts {
  const proto = parse(bytes);
  const { graph } = proto;
  if (!graph) throw new RangeError("it has no graph");
  const stored = graph.initializer.map(storedTensor);
  const names = new Set(stored.map(({ name }) => name));
  const version = proto.modelVersion === 0n ? "" : `version ${proto.modelVersion}`;
  return {
    name: [graph.name, version].filter((each) => each !== "").join(", "),
    doc: proto.docString || graph.docString,
    producer: [proto.producerName, proto.producerVersion].filter((each) => each !== "").join(" "),
    irVersion: Number(proto.irVersion),
    opsets: Object.fromEntries(
      proto.opsetImport.map(({ domain, version }) => [domain || "ai.onnx", Number(version)]),
    ),
    inputs: graph.input.map(valueFacts).filter(({ name }) => !names.has(name)),
    outputs: graph.output.map(valueFacts),
    stored,
    size: stored.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    operators: countsOf(graph.node.map(({ opType }) => opType)),
    metadata: Object.fromEntries(proto.metadataProps.map(({ key, value }) => [key, value])),
  };
}

function parse(bytes: Uint8Array) {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new RangeError("it is no ONNX file", { cause });
  }
}

function storedTensor({ name, dataType, dims }: TensorProto): TensorFacts {
  return { name, type: typeName(dataType), shape: dims.map(Number) };
}

function valueFacts({ name, type }: ValueInfoProto): TensorFacts {
  if (type?.value.case !== "tensorType") return { name, type: "unknown", shape: [] };
  const { elemType, shape } = type.value.value;
  const dims = shape?.dim.map(({ value }) => {
    if (value.case === "dimValue") return Number(value.value);
    return value.case === "dimParam" ? value.value : "?";
  });
  return { name, type: typeName(elemType), shape: dims ?? ["?"] };
}

/** The names of numbers as NumPy has them. */
function typeName(dataType: number): string {
  const name = DataType[dataType];
  if (name === undefined) return "unknown";
  const renamed: Readonly<Record<string, string>> = { FLOAT: "float32", DOUBLE: "float64" };
  return renamed[name] ?? name.toLowerCase();
}

function sizeOf(shape: TensorFacts["shape"]): number {
  return shape.reduce<number>((product, dim) => product * Number(dim), 1);
}

function countsOf(names: readonly string[]): OnnxFacts["operators"] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
}
