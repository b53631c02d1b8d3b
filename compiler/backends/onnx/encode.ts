import { version } from "../../../dsl/version.ts";
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { match } from "ts-pattern";
import { opsetImports } from "./domain.ts";
import { assertConsistent, dataTypeOf, toRaw } from "./element.ts";
import type {
  AttributeValue,
  OnnxDim,
  OnnxGraph,
  OnnxInitializer,
  OnnxModel,
  OnnxNode,
  TensorData,
  ValueInfo,
} from "./model.ts";
import {
  AttributeProto_AttributeType as AttributeType,
  type AttributeProtoSchema,
  type GraphProtoSchema,
  ModelProtoSchema,
  type NodeProtoSchema,
  TensorProto_DataLocation as DataLocation,
  type TensorProtoSchema,
  type TensorShapeProto_DimensionSchema,
  type ValueInfoProtoSchema,
} from "./onnx_pb.ts";

/** What a model says about its origin unless told otherwise. */
export const producer = { name: "penstock", version } as const;

/**
 * Writes a model as the bytes of an `.onnx` file; equal models give equal bytes.
 * @throws {RangeError} If a tensor's shape, data and element type disagree, an integer is not
 *   exact, a float attribute exceeds single precision, or a node's domain is unknown.
 */
export function encodeModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const { graph, metadata = {}, opset = 18, irVersion = 8 } = model;
  const proto = create(ModelProtoSchema, {
    irVersion: BigInt(irVersion),
    producerName: model.producerName ?? producer.name,
    producerVersion: model.producerVersion ?? producer.version,
    domain: model.domain,
    modelVersion: model.modelVersion === undefined ? undefined : BigInt(model.modelVersion),
    docString: model.doc,
    graph: graphProto(graph),
    opsetImport: opsetImports(graph, opset)
      .map(({ domain, version }) => ({ domain, version: BigInt(version) })),
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return toBinary(ModelProtoSchema, proto);
}

function graphProto(graph: OnnxGraph): MessageInitShape<typeof GraphProtoSchema> {
  return {
    name: graph.name,
    docString: graph.doc,
    input: graph.inputs.map(valueInfoProto),
    output: graph.outputs.map(valueInfoProto),
    initializer: graph.initializers.map(initializerProto),
    node: graph.nodes.map(nodeProto),
  };
}

function nodeProto(node: OnnxNode): MessageInitShape<typeof NodeProtoSchema> {
  return {
    opType: node.opType,
    domain: node.domain,
    name: node.name,
    docString: node.doc,
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: Object.entries(node.attributes ?? {})
      .map(([name, value]) => ({ name, ...attributeProto(value) })),
  };
}

function attributeProto(
  attribute: AttributeValue,
): Exclude<MessageInitShape<typeof AttributeProtoSchema>, { $typeName: string }> {
  return match(attribute)
    .with({ kind: "int" }, ({ value }) => ({ type: AttributeType.INT, i: BigInt(value) }))
    .with({ kind: "float" }, ({ value }) => ({ type: AttributeType.FLOAT, f: single(value) }))
    .with({ kind: "string" }, ({ value }) => ({ type: AttributeType.STRING, s: utf8(value) }))
    .with({ kind: "ints" }, ({ value }) => ({ type: AttributeType.INTS, ints: value.map(BigInt) }))
    .with(
      { kind: "floats" },
      ({ value }) => ({ type: AttributeType.FLOATS, floats: value.map(single) }),
    )
    .with(
      { kind: "strings" },
      ({ value }) => ({ type: AttributeType.STRINGS, strings: value.map(utf8) }),
    )
    .with(
      { kind: "tensor" },
      ({ value }) => ({ type: AttributeType.TENSOR, t: tensorProto(value) }),
    )
    .with({ kind: "graph" }, ({ value }) => ({ type: AttributeType.GRAPH, g: graphProto(value) }))
    .exhaustive();
}

function initializerProto(
  { name, location, ...tensor }: OnnxInitializer,
): MessageInitShape<typeof TensorProtoSchema> {
  if (location === undefined) return { ...tensorProto(tensor), name };
  assertConsistent(tensor);
  return {
    name,
    ...typeProto(tensor),
    dataLocation: DataLocation.EXTERNAL,
    externalData: [{ key: "location", value: location }],
  };
}

function tensorProto(
  tensor: TensorData,
): Exclude<MessageInitShape<typeof TensorProtoSchema>, { $typeName: string }> {
  assertConsistent(tensor);
  const { data } = tensor;
  const content = ArrayBuffer.isView(data)
    ? { rawData: toRaw(data) }
    : { stringData: data.map(utf8) };
  return { ...typeProto(tensor), ...content };
}

function typeProto({ elementType, shape }: TensorData) {
  return { dims: shape.map(BigInt), dataType: dataTypeOf(elementType) };
}

function valueInfoProto(info: ValueInfo): MessageInitShape<typeof ValueInfoProtoSchema> {
  const elemType = dataTypeOf(info.elementType);
  const tensorType = { elemType, shape: { dim: info.shape.map(dimensionProto) } };
  return { name: info.name, type: { value: { case: "tensorType", value: tensorType } } };
}

function dimensionProto(dim: OnnxDim): MessageInitShape<typeof TensorShapeProto_DimensionSchema> {
  if (typeof dim === "number") return { value: { case: "dimValue", value: BigInt(dim) } };
  return dim === "" ? {} : { value: { case: "dimParam", value: dim } };
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function single(value: number): number {
  const rounded = Math.fround(value);
  if (Number.isFinite(value) && !Number.isFinite(rounded)) {
    throw new RangeError(`${value} exceeds single precision`);
  }
  return rounded;
}
