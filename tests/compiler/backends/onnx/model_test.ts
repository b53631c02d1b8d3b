import assert from "node:assert/strict";
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import {
  floatAttribute,
  floatsAttribute,
  graphAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
  tensorAttribute,
} from "../../../../compiler/backends/onnx/attributes.ts";
import { decodeModel } from "../../../../compiler/backends/onnx/decode.ts";
import { encodeModel, producer } from "../../../../compiler/backends/onnx/encode.ts";
import type {
  AttributeValue,
  ElementType,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  TensorData,
} from "../../../../compiler/backends/onnx/model.ts";
import {
  ModelProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  type TensorProtoSchema,
} from "../../../../compiler/backends/onnx/onnx_pb.ts";

const emptyGraph: OnnxGraph = { name: "g", inputs: [], outputs: [], initializers: [], nodes: [] };
const defaults = {
  opset: 18,
  irVersion: 8,
  producerName: producer.name,
  producerVersion: producer.version,
};

function withNode(attributes: Record<string, AttributeValue>, domain?: string): OnnxModel {
  const node: OnnxNode = { opType: "Op", inputs: [], outputs: ["y"], attributes };
  return { graph: { ...emptyGraph, nodes: [domain === undefined ? node : { ...node, domain }] } };
}

function withTensor(tensor: TensorData): OnnxModel {
  return { graph: { ...emptyGraph, initializers: [{ name: "t", ...tensor }] } };
}

function roundTrip(model: OnnxModel): OnnxModel {
  return decodeModel(encodeModel(model));
}

/** Every element type with a generator for arrays of a given length. */
const arrays: Record<ElementType, (length: number) => fc.Arbitrary<TensorData["data"]>> = {
  float32: (length) => fc.float32Array({ minLength: length, maxLength: length }),
  float64: (length) => fc.float64Array({ minLength: length, maxLength: length }),
  int32: (length) => fc.int32Array({ minLength: length, maxLength: length }),
  int64: (length) => fc.bigInt64Array({ minLength: length, maxLength: length }),
  uint8: (length) => fc.uint8Array({ minLength: length, maxLength: length }),
  uint32: (length) => fc.uint32Array({ minLength: length, maxLength: length }),
  bool: (length) => fc.uint8Array({ minLength: length, maxLength: length, max: 1 }),
  string: (length) =>
    fc.array(fc.string({ unit: "binary" }), { minLength: length, maxLength: length }),
};

const tensors: fc.Arbitrary<TensorData> = fc
  .tuple(
    fc.constantFrom(...Object.keys(arrays) as ElementType[]),
    fc.array(fc.nat({ max: 4 }), { maxLength: 3 }), // [] is a scalar, a 0 makes it empty
  )
  .chain(([elementType, shape]) => {
    const size = shape.reduce((product, each) => product * each, 1);
    return arrays[elementType](size).map((data) => ({ elementType, shape, data }));
  });

Deno.test("a tensor of any type and shape comes back equal", () => {
  fc.assert(fc.property(tensors, (tensor) => {
    const model = withTensor(tensor);
    assert.deepEqual(roundTrip(model), { ...model, ...defaults });
  }));
});

Deno.test("a tensor that is a part of a larger buffer comes back alone", () => {
  const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
  const [tensor] = roundTrip(withTensor({ elementType: "float32", shape: [2], data }))
    .graph.initializers;
  assert.deepEqual(tensor.data, Float32Array.of(2, 3));
});

Deno.test("a decoded tensor does not share memory with the bytes it came from", () => {
  const data = Uint8Array.of(7);
  const bytes = encodeModel(withTensor({ elementType: "uint8", shape: [1], data }));
  const model = decodeModel(bytes);
  bytes.fill(0);
  assert.deepEqual(model.graph.initializers[0].data, data);
});

Deno.test("every kind of attribute comes back equal", () => {
  const scalar: TensorData = { elementType: "int64", shape: [], data: BigInt64Array.of(-5n) };
  const model = withNode({
    zero: intAttribute(0),
    last: intAttribute(2n ** 63n - 1n),
    alpha: floatAttribute(0.5),
    mode: stringAttribute("größer"),
    axes: intsAttribute([-1, 0, 2]),
    none: intsAttribute([]),
    scale: floatsAttribute([0, -0.25, Infinity]),
    labels: stringsAttribute(["", "\uFEFFsetosa"]),
    value: tensorAttribute(scalar),
    body: graphAttribute({ ...withTensor(scalar).graph, name: "body" }),
  });
  assert.deepEqual(roundTrip(model), { ...model, ...defaults });
});

Deno.test("names, docs, types, versions and metadata come back equal", () => {
  const model: OnnxModel = {
    graph: {
      ...emptyGraph,
      doc: "a graph",
      inputs: [{ name: "x", elementType: "float32", shape: ["N", 0, 4, ""] }],
      outputs: [{ name: "y", elementType: "string", shape: [] }],
      nodes: [{ opType: "Op", name: "n", inputs: ["x", "", "x"], outputs: ["y"], doc: "line 3" }],
    },
    metadata: { source: "pipe 1\n", "2": "two" },
    opset: 17,
    irVersion: 9,
    producerName: "someone",
    producerVersion: "2",
    domain: "org.example",
    modelVersion: 3,
    doc: "line 1\nline 2",
  };
  assert.deepEqual(roundTrip(model), model);
});

Deno.test("equal models give equal bytes, also after a round trip", () => {
  fc.assert(fc.property(tensors, (tensor) => {
    const bytes = encodeModel(withTensor(tensor));
    assert.deepEqual(encodeModel(withTensor(tensor)), bytes);
    assert.deepEqual(encodeModel(decodeModel(bytes)), bytes);
  }));
});

Deno.test("the producer's version is that of deno.json", () => {
  const config = JSON.parse(
    Deno.readTextFileSync(new URL("../../../../deno.json", import.meta.url)),
  );
  assert.equal(producer.version, config.version);
});

Deno.test("bytes that are not an ONNX model are refused", () => {
  const text = new TextEncoder().encode("sepal_length,species\n5.1,setosa\n");
  for (const bytes of [new Uint8Array(), Uint8Array.of(255, 255, 255), text]) {
    assert.throws(() => decodeModel(bytes), {
      name: "RangeError",
      message: /^Not an ONNX model: /,
    });
  }
});

Deno.test("a model that was cut off is refused with a RangeError", () => {
  const bytes = encodeModel(
    withTensor({ elementType: "string", shape: [2], data: ["setosa", "virginica"] }),
  );
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => decodeModel(bytes.subarray(0, length)), RangeError);
  }
});

Deno.test("random bytes never give anything but a RangeError", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
    assert.throws(() => decodeModel(bytes), RangeError);
  }));
});

Deno.test("tensors in ONNX's typed fields are read as well as raw ones", () => {
  const { FLOAT, DOUBLE, INT32, INT64, UINT8, UINT32, BOOL } = TensorProto_DataType;
  const bytes = toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: 8n,
      opsetImport: [{ domain: "ai.onnx", version: 18n }],
      graph: {
        initializer: [
          { dataType: FLOAT, dims: [1n], floatData: [0.5] },
          { dataType: DOUBLE, dims: [1n], doubleData: [0.1] },
          { dataType: INT32, dims: [1n], int32Data: [-1] },
          { dataType: INT64, dims: [1n], int64Data: [-1n] },
          { dataType: UINT8, dims: [1n], int32Data: [255] },
          { dataType: UINT32, dims: [1n], uint64Data: [4294967295n] },
          { dataType: BOOL, dims: [1n], int32Data: [1] },
        ],
      },
    }),
  );
  assert.deepEqual(decodeModel(bytes).graph.initializers.map((each) => each.data), [
    Float32Array.of(0.5),
    Float64Array.of(0.1),
    Int32Array.of(-1),
    BigInt64Array.of(-1n),
    Uint8Array.of(255),
    Uint32Array.of(4294967295),
    Uint8Array.of(1),
  ]);
});

Deno.test("what a model cannot hold is named when it is read", () => {
  const { FLOAT, FLOAT16 } = TensorProto_DataType;
  const cases: [MessageInitShape<typeof TensorProtoSchema>, RegExp][] = [
    [{ dataType: FLOAT16, dims: [0n] }, /FLOAT16 is not supported/],
    [{ dataType: FLOAT, dims: [2n], rawData: new Uint8Array(4) }, /has 2 elements.* data has 1/],
    [{ dataType: FLOAT, dims: [1n], rawData: new Uint8Array(5) }, /5 bytes are not a whole number/],
    [{ dataType: FLOAT, dims: [-1n] }, /impossible size -1/],
    [{ name: "w", dataLocation: TensorProto_DataLocation.EXTERNAL }, /"w" keeps its data in ano/],
  ];
  for (const [tensor, message] of cases) {
    const proto = create(ModelProtoSchema, { irVersion: 8n, graph: { initializer: [tensor] } });
    const bytes = toBinary(ModelProtoSchema, proto);
    assert.throws(() => decodeModel(bytes), { name: "RangeError", message });
  }
});

Deno.test("a tensor whose parts disagree is not written", () => {
  const cases: [TensorData, RegExp][] = [
    [{ elementType: "float32", shape: [3], data: new Float32Array(2) }, /has 3 .* data has 2/],
    [{ elementType: "int32", shape: [1], data: new Float32Array(1) }, /int32 .* Float32Array/],
    [{ elementType: "string", shape: [1], data: new Uint8Array(1) }, /string .* Uint8Array/],
    [{ elementType: "float32", shape: [-1, -1], data: new Float32Array(1) }, /impossible size -1/],
  ];
  for (const [tensor, message] of cases) {
    assert.throws(() => encodeModel(withTensor(tensor)), { name: "RangeError", message });
  }
});

Deno.test("attributes that cannot be stored as given are not written", () => {
  for (const value of [intAttribute(0.5), intsAttribute([NaN]), floatAttribute(1e39)]) {
    assert.throws(() => encodeModel(withNode({ value })), RangeError);
  }
});

Deno.test("other operator sets are imported only where a node uses them", () => {
  const count = (model: OnnxModel, text: string) =>
    new TextDecoder("latin1").decode(encodeModel(model)).split(text).length - 1;
  const nested = withNode({ body: graphAttribute(withNode({}, "ai.onnx.ml").graph) });
  assert.equal(count(withNode({}), "ai.onnx.ml"), 0);
  assert.equal(count(withNode({}, "ai.onnx.ml"), "ai.onnx.ml"), 2); // the node and the import
  assert.equal(count(nested, "ai.onnx.ml"), 2);
  assert.equal(count(withNode({}, "com.microsoft"), "com.microsoft"), 2);
});

Deno.test("an unknown operator domain is refused", () => {
  assert.throws(() => encodeModel(withNode({}, "org.example")), {
    name: "RangeError",
    message: 'Operator domain "org.example" is not supported',
  });
});

Deno.test("a model with another version of a known domain is refused", () => {
  const proto = create(ModelProtoSchema, {
    irVersion: 8n,
    opsetImport: [{ version: 18n }, { domain: "ai.onnx.ml", version: 4n }],
    graph: { node: [{ opType: "Scaler", domain: "ai.onnx.ml" }] },
  });
  assert.throws(() => decodeModel(toBinary(ModelProtoSchema, proto)), {
    name: "RangeError",
    message: 'Expected operator set "ai.onnx.ml" 3, but found 4',
  });
});
