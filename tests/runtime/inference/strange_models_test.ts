/** Models from strangers: before anything is run, it is known that they end, stay small and read no other file. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeModel } from "../../../compiler/backends/onnx/decode.ts";
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { intAttribute } from "../../../compiler/backends/onnx/attributes.ts";
import type {
  OnnxGraph,
  OnnxInitializer,
  OnnxModel,
  OnnxNode,
} from "../../../compiler/backends/onnx/model.ts";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import { exportModel } from "../../../runtime/commands/export_model.ts";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";
import { predict } from "../../../runtime/inference/predict.ts";
import { assembleLines } from "../pipelines.ts";

async function modelOf(lines: readonly string[]): Promise<Uint8Array> {
  const assembled = await assembleLines(lines);
  return exportModel(assembled, { name: "strange", state: assembled.initial });
}

const load =
  'load rows([[1, 2, "a", "u"], [3, 5, "b", "v"], [4, 1, "a", "u"], [6, 2, "c", "v"]], ' +
  "target = y, columns = [p, q, w, y])";
const rows = frameFromCsv("rows.csv", "p,q,w\n1,2,a\n3,5,b\n4,1,z\n");

function answer(model: Uint8Array) {
  return predict({ model, modelName: "model.onnx", frame: rows });
}

/** Ways to make features and layers, so that every operator of finished models comes by. */
const ours: Readonly<Record<string, readonly string[]>> = {
  "words and numbers": ["scale standard", "model {", "linear(3)", "relu", "linear(classes)", "}"],
  "every scaler": [
    "scale robust, smooth_clip, minmax, log1p, quantile(n = 3, to = normal), clip(-2, 2)",
    "model { linear(classes) }",
  ],
  "orders and rare words": [
    "column q: ordinal([1, 2, 5])",
    "encode one_hot(min_count = 2, unknown = other, drop = first)",
    "model { linear(classes) }",
  ],
  "activations": [
    "model {",
    "linear(4)",
    ...["tanh", "sigmoid", "gelu", "leaky_relu", "elu", "silu", "selu", "softplus", "mish"],
    ...["hard_sigmoid", "prelu", "softmax", "log_softmax", "step"],
    "linear(classes)",
    "}",
  ],
  "norms and paths": [
    "model {",
    "linear(4)",
    "batch_norm",
    "layer_norm",
    "dropout(0.5)",
    "residual {",
    "linear(4)",
    "}",
    "reshape([2, 2])",
    "transpose",
    "position_embedding",
    "attention(heads = 1)",
    "mean_pool",
    "linear(classes)",
    "}",
  ],
  "codes of words": [
    "encode codes",
    "model {",
    "embedding(count = 8, dim = 3)",
    "flatten",
    "linear(classes)",
    "}",
  ],
};

for (const [name, lines] of Object.entries(ours)) {
  Deno.test(`a model of ours is known as one: ${name}`, async () => {
    const answers = await answer(await modelOf([load, ...lines, "loss cross_entropy"]));
    assert.equal(answers.rows, 3);
  });
}

Deno.test("models of every kind of answer are known as ours", async () => {
  const numbers =
    "load rows([[1, 2, 3, 4], [2, 3, 1, 0]], target = [u, v], columns = [p, q, u, v])";
  const kinds = [
    [load, "model { linear(1) }", "loss binary_cross_entropy"],
    [load, "model { linear(1) }", "loss hinge"],
    [numbers, "scale_target standard", "model { linear(2) }", "loss mse"],
    [numbers, "model { linear(6) }", "loss quantile([0.1, 0.5, 0.9])"],
    [numbers, "model { linear(2) }", "loss poisson"],
    ["load rows([[1, 2]], columns = [p, q])", "model { linear(2) }"],
    [load, "model { linear(2) }"],
    [numbers, "model { linear(5) }"],
  ];
  for (const lines of kinds) assert.equal((await answer(await modelOf(lines))).rows, 3);
});

async function reasonFor(bytes: Uint8Array): Promise<string> {
  try {
    await answer(bytes);
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    assert.deepEqual(error.diagnostics.map(({ code }) => code), ["E0435"]);
    return error.diagnostics[0].message.replace(/^.* wrote: /, "");
  }
  return "";
}

const plain = [
  "load rows([[1, 2, 3], [2, 3, 1]], target = y, columns = [p, q, y])",
  "model { linear(1) }",
  "loss mse",
];

/** The model of `plain` with something else in it. */
async function changed(change: (graph: OnnxGraph) => OnnxGraph): Promise<Uint8Array> {
  const model: OnnxModel = decodeModel(await modelOf(plain));
  return encodeModel({ ...model, graph: change(model.graph) });
}

const last = ({ nodes }: OnnxGraph) => nodes[nodes.length - 1];
/** What gives the answer is called otherwise, and others stand behind it. */
function behind(
  graph: OnnxGraph,
  nodes: (from: string) => readonly OnnxNode[],
  stored: readonly OnnxInitializer[] = [],
): OnnxGraph {
  const end = last(graph);
  const before = { ...end, outputs: ["before"] };
  return {
    ...graph,
    initializers: [...graph.initializers, ...stored],
    nodes: [...graph.nodes.slice(0, -1), before, ...nodes("before")],
  };
}
const whole = (name: string, values: readonly number[]): OnnxInitializer => ({
  name,
  elementType: "int64",
  shape: [values.length],
  data: BigInt64Array.from(values, BigInt),
});

const strange: Readonly<Record<string, (graph: OnnxGraph) => OnnxGraph>> = {
  "a loop": (graph) =>
    behind(graph, (from) => [{ opType: "Loop", inputs: [from], outputs: ["prediction"] }]),
  "an operator that nobody lowers": (graph) =>
    behind(graph, (from) => [{ opType: "Einsum", inputs: [from], outputs: ["prediction"] }]),
  "rows times rows": (graph) =>
    behind(graph, (from) => [
      {
        opType: "Gemm",
        inputs: [from, from],
        outputs: ["square"],
        attributes: { transB: intAttribute(1) },
      },
      { opType: "ReduceSum", inputs: ["square", "axes"], outputs: ["prediction"] },
    ], [whole("axes", [-1])]),
  "a doubling of everything, again and again": (graph) =>
    behind(graph, (from) => [
      ...Array.from({ length: 40 }, (_, at): OnnxNode => ({
        opType: "Concat",
        inputs: at === 0 ? [from, from] : [`d${at - 1}`, `d${at - 1}`],
        outputs: [`d${at}`],
        attributes: { axis: intAttribute(1) },
      })),
      { opType: "ReduceSum", inputs: ["d39", "axes"], outputs: ["prediction"] },
    ], [whole("axes", [-1])]),
  "a tensor of any size": (graph) =>
    behind(graph, (from) => [
      { opType: "Expand", inputs: [from, "huge"], outputs: ["wide"] },
      { opType: "ReduceSum", inputs: ["wide", "axes"], outputs: ["prediction"] },
    ], [whole("huge", [1, 2 ** 40]), whole("axes", [-1])]),
  "a size that is computed": (graph) =>
    behind(graph, (from) => [
      { opType: "Shape", inputs: [from], outputs: ["size"] },
      { opType: "Reshape", inputs: [from, "size"], outputs: ["prediction"] },
    ]),
  "fewer rows": (graph) =>
    behind(graph, (from) => [
      { opType: "Slice", inputs: [from, "zero", "one", "zero"], outputs: ["prediction"] },
    ], [whole("zero", [0]), whole("one", [1])]),
  "one answer for all rows": (graph) =>
    behind(graph, (from) => [
      { opType: "ReduceSum", inputs: [from, "zero"], outputs: ["prediction"] },
    ], [whole("zero", [0])]),
  "no answer": (graph) => ({ ...graph, outputs: [] }),
  "an answer that nothing gives": (graph) => ({ ...graph, nodes: graph.nodes.slice(0, -1) }),
  "an answer twice": (graph) => ({ ...graph, nodes: [...graph.nodes, last(graph)] }),
  "an answer of another type": (graph) => ({
    ...graph,
    outputs: graph.outputs.map((each) => ({ ...each, elementType: "int64" })),
  }),
  "an answer besides": (graph) => ({
    ...graph,
    outputs: [...graph.outputs, { ...graph.outputs[0], name: "p2" }],
  }),
  "another question": (graph) => ({
    ...graph,
    inputs: [...graph.inputs, { name: "secret", elementType: "string", shape: ["N"] }],
  }),
  "a question in another form": (graph) => ({
    ...graph,
    inputs: graph.inputs.map((each) => ({ ...each, shape: ["N", 3] })),
  }),
};

for (const [name, change] of Object.entries(strange)) {
  Deno.test(`a model of a stranger is refused before it is run: ${name}`, async () => {
    const reason = await reasonFor(await changed(change));
    assert.notEqual(reason, "");
  });
}

Deno.test("what is not read of a file is not run either", async () => {
  const bytes = await modelOf(plain);
  // A field that no reader of ours knows: functions are number 25 of a model, sparse tensors 15 of a graph.
  const functions = Uint8Array.of(...bytes, 0xca, 0x01, 0x00);
  assert.equal(await reasonFor(functions), "it holds what no model of ours does");
});

Deno.test("a card that is no card is told as such", async () => {
  const model = decodeModel(await modelOf(plain));
  const column = { kind: "number", name: "p", isWide: false };
  const schemas: readonly unknown[] = [
    null,
    {},
    { columns: [null] },
    { columns: [{ kind: "number" }] },
    { columns: [{ ...column, name: 3 }] },
    { columns: [column, column] },
    { columns: [{ kind: "dream", name: "p" }] },
    { columns: [{ kind: "image", name: "p", shape: [1e9, 1e9, 3] }] },
    { columns: [{ kind: "ordinal", name: "p", words: ["a"], codes: [] }] },
    { columns: [column], target: null },
    { columns: [column], target: "y" },
    { columns: [column], target: { kind: "classes", name: "y", classes: [] } },
    { columns: [column], target: { kind: "numeric", names: [7] } },
  ];
  for (const schema of schemas) {
    const metadata = { ...model.metadata, "penstock.schema": JSON.stringify(schema) };
    assert.match(await reasonFor(encodeModel({ ...model, metadata })), /columns|agree/);
  }
  for (
    const key of ["schema", "imputed", "words", "columns", "layers", "layout", "coded", "quantiles"]
  ) {
    for (const text of ["{", "7", '"x"', "[null]", '[{"a": 1}]']) {
      const metadata = { ...model.metadata, [`penstock.${key}`]: text };
      const reason = await reasonFor(encodeModel({ ...model, metadata }));
      assert.notEqual(reason, "", `${key} = ${text}`);
    }
  }
});

Deno.test("a model with any bytes changed gives answers or a diagnostic, and nothing else", async () => {
  const bytes = await modelOf([
    load,
    "scale standard",
    "model { linear(classes) }",
    "loss cross_entropy",
  ]);
  const edit = fc.record({
    at: fc.nat(bytes.length - 1),
    byte: fc.nat(255),
    kind: fc.constantFrom("set", "insert", "remove", "repeat"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      let mutated = [...bytes];
      for (const { at, byte, kind } of edits) {
        if (kind === "set") mutated[at] = byte;
        else if (kind === "insert") mutated.splice(at, 0, byte);
        else if (kind === "remove") mutated.splice(at, 1 + byte % 8);
        else mutated = [...mutated.slice(0, at), ...mutated.slice(at % 97)];
      }
      try {
        const answers = await answer(Uint8Array.from(mutated));
        assert.equal(answers.rows, 3);
      } catch (error) {
        if (!(error instanceof PenstockError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
