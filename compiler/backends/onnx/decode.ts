import { fromBinary } from "@bufbuild/protobuf";
import { opsetImports } from "./domain.ts";
import { assertConsistent, elementTypeOf, fromRaw } from "./element.ts";
import type {
  AttributeValue,
  ElementType,
  OnnxDim,
  OnnxGraph,
  OnnxInitializer,
  OnnxModel,
  OnnxNode,
  TensorData,
  ValueInfo,
} from "./model.ts";
import {
  type AttributeProto,
  AttributeProto_AttributeType as AttributeType,
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  type TensorProto,
  TensorProto_DataLocation as DataLocation,
  type ValueInfoProto,
} from "./onnx_pb.ts";

/**
 * Reads the bytes of an `.onnx` file; the tensors are copies. Versions and producer are filled in,
 * empty names, texts, attributes and metadata left out, so that encoding the result gives an
 * equivalent file.
 * @throws {RangeError} If the bytes are not an ONNX model, or one that uses what `OnnxModel` cannot
 *   hold: other element types, external data, unknown shapes, other operator domains.
 */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  const proto = parse(bytes);
  if (proto.graph === undefined) throw new RangeError("Not an ONNX model: it has no graph");
  if (proto.irVersion <= 0n) throw new RangeError("Not an ONNX model: it has no IR version");
  const graph = readGraph(proto.graph);
  const metadata = proto.metadataProps.map(({ key, value }) => [key, value] as const);
  return {
    graph,
    ...(metadata.length > 0 && { metadata: Object.fromEntries(metadata) }),
    opset: readOpset(proto, graph),
    irVersion: exact(proto.irVersion),
    producerName: proto.producerName,
    producerVersion: proto.producerVersion,
    ...(proto.domain !== "" && { domain: proto.domain }),
    ...(proto.modelVersion !== 0n && { modelVersion: exact(proto.modelVersion) }),
    ...(proto.docString !== "" && { doc: proto.docString }),
  };
}

function parse(bytes: Uint8Array): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`Not an ONNX model: ${reason}`, { cause });
  }
}

/** The version of ONNX's own operators, once the other domains have the versions we write. */
function readOpset({ opsetImport }: ModelProto, graph: OnnxGraph): number {
  const versions = new Map(opsetImport.map((each) => [plain(each.domain), exact(each.version)]));
  const opset = versions.get("");
  if (opset === undefined) throw new RangeError("Not an ONNX model: it imports no operator set");
  for (const { domain, version } of opsetImports(graph, opset)) {
    if (versions.get(domain) === version) continue;
    const actual = versions.get(domain) ?? "none";
    throw new RangeError(`Expected operator set "${domain}" ${version}, but found ${actual}`);
  }
  return opset;
}

function readGraph(proto: GraphProto): OnnxGraph {
  return {
    name: proto.name,
    ...(proto.docString !== "" && { doc: proto.docString }),
    inputs: proto.input.map(readValueInfo),
    outputs: proto.output.map(readValueInfo),
    initializers: proto.initializer.map(readInitializer),
    nodes: proto.node.map(readNode),
  };
}

function readNode(proto: NodeProto): OnnxNode {
  const { opType, name, docString: doc, input: inputs, output: outputs } = proto;
  const domain = plain(proto.domain);
  const attributes = proto.attribute.map((each) => [each.name, readAttribute(each)] as const);
  return {
    opType,
    ...(domain !== "" && { domain }),
    ...(name !== "" && { name }),
    inputs,
    outputs,
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    ...(doc !== "" && { doc }),
  };
}

function readAttribute(proto: AttributeProto): AttributeValue {
  const { type } = proto;
  if (type === AttributeType.INT) return { kind: "int", value: exactOrBigint(proto.i) };
  if (type === AttributeType.FLOAT) return { kind: "float", value: proto.f };
  if (type === AttributeType.STRING) return { kind: "string", value: readText(proto.s) };
  if (type === AttributeType.INTS) return { kind: "ints", value: proto.ints.map(exact) };
  if (type === AttributeType.FLOATS) return { kind: "floats", value: proto.floats };
  if (type === AttributeType.STRINGS) {
    return { kind: "strings", value: proto.strings.map(readText) };
  }
  if (type === AttributeType.TENSOR && proto.t) {
    return { kind: "tensor", value: readTensor(proto.t) };
  }
  if (type === AttributeType.GRAPH && proto.g) return { kind: "graph", value: readGraph(proto.g) };
  throw new RangeError(`Attribute "${proto.name}" has the unsupported type ${AttributeType[type]}`);
}

function readInitializer(proto: TensorProto): OnnxInitializer {
  return { name: proto.name, ...readTensor(proto) };
}

function readTensor(proto: TensorProto): TensorData {
  if (proto.dataLocation === DataLocation.EXTERNAL) {
    throw new RangeError(`Tensor "${proto.name}" keeps its data in another file`);
  }
  const elementType = elementTypeOf(proto.dataType);
  const data = proto.rawData.length > 0
    ? fromRaw(proto.rawData, elementType)
    : readFields(proto, elementType);
  const tensor = { elementType, shape: proto.dims.map(exact), data };
  assertConsistent(tensor);
  return tensor;
}

/** The elements of a tensor without raw data, from the field that ONNX assigns to its type. */
function readFields(proto: TensorProto, elementType: ElementType): TensorData["data"] {
  const read: Record<ElementType, () => TensorData["data"]> = {
    float32: () => Float32Array.from(proto.floatData),
    float64: () => Float64Array.from(proto.doubleData),
    int32: () => Int32Array.from(proto.int32Data),
    int64: () => BigInt64Array.from(proto.int64Data),
    uint8: () => Uint8Array.from(proto.int32Data),
    uint32: () => Uint32Array.from(proto.uint64Data, Number),
    bool: () => Uint8Array.from(proto.int32Data),
    string: () => proto.stringData.map(readText),
  };
  return read[elementType]();
}

function readValueInfo({ name, type }: ValueInfoProto): ValueInfo {
  if (type?.value.case !== "tensorType") throw new RangeError(`"${name}" is not a tensor`);
  const { elemType, shape } = type.value.value;
  if (shape === undefined) throw new RangeError(`Tensor "${name}" has no shape`);
  const dims = shape.dim.map(({ value }): OnnxDim => {
    if (value.case === "dimValue") return exact(value.value);
    return value.case === "dimParam" ? value.value : "";
  });
  return { name, elementType: elementTypeOf(elemType), shape: dims };
}

/** ONNX's own operators have two names for their domain. */
function plain(domain: string): string {
  return domain === "ai.onnx" ? "" : domain;
}

function exact(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Integer ${value} is too large`);
  return number;
}

function exactOrBigint(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function readText(bytes: Uint8Array): string {
  try {
    // A byte order mark is part of the text here: dropping it would change a label.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new RangeError("A text in the model is not UTF-8", { cause });
  }
}
