/** Every node of a training says which line of the pipeline it is computed for, and nothing is compared by that. */
import assert from "node:assert/strict";
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { decodeModel } from "../../../compiler/backends/onnx/decode.ts";
import type { OnnxGraph, OnnxNode } from "../../../compiler/backends/onnx/model.ts";
import { lowerInference, lowerTraining } from "../../../compiler/models.ts";
import { accessFor } from "../../../runtime/files/access.ts";
import type { Prepared } from "../../../runtime/prepare/prepare.ts";
import { graphHash } from "../../../runtime/results/lock_of.ts";
import { inFolder, loadRings, prepareSource, sourceOf, writeFiles } from "../pipelines.ts";

const lines = [
  loadRings(40),
  "scale standard",
  "model {",
  "  wide: linear(4)",
  "  residual {",
  "    relu",
  "  }",
  "  linear(classes)",
  "}",
  "loss cross_entropy",
  "optimizer adam(lr = 0.05, weight_decay = 0.1)",
  "train(epochs = 1, batch = 10, l2 = 0.1, clip_norm = 1)",
];

function nodesOf({ nodes }: OnnxGraph): readonly OnnxNode[] {
  return nodes.flatMap((node) => [
    node,
    ...Object.values(node.attributes ?? {})
      .flatMap((each) => each.kind === "graph" ? nodesOf(each.value) : []),
  ]);
}

function trainingOf({ program: { training } }: Prepared): OnnxGraph {
  return lowerTraining(training!, { batch: 10, isRagged: false }).graph;
}

/** The nodes of each text, by their operators. */
function operatorsBy(graph: OnnxGraph): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { doc = "", opType } of nodesOf(graph)) (found[doc] ??= []).push(opType);
  return found;
}

Deno.test("a node of a training names its line: that of a gradient is the line of what it is of", async () => {
  const graph = trainingOf(await prepareSource(sourceOf(lines)));
  const by = operatorsBy(graph);
  // The loop itself is of no line.
  assert.deepEqual(by[""], ["Scan"]);
  assert.deepEqual(by["x.pipe:5 wide: linear(4)"], ["Reshape", "Gemm"]);
  assert.deepEqual(by["x.pipe:7 relu"], ["Relu"]);
  assert.deepEqual(by["x.pipe:6 residual"], ["Add"]);
  assert.deepEqual(by["x.pipe:5 wide: linear(4); x.pipe:9 linear(classes)"], ["Split"]);
  assert(by["x.pipe:5 wide: linear(4), gradient"].includes("ReduceSum"));
  assert.deepEqual(by["x.pipe:7 relu, gradient"].sort(), ["Add", "Greater", "Where"]);
  assert(by["x.pipe:11 loss cross_entropy, gradient"].includes("Softmax"));
  assert(by["x.pipe:12 optimizer adam(lr = 0.05, weight_decay = 0.1)"].includes("Sqrt"));
  const train = by["x.pipe:13 train(epochs = 1, batch = 10, l2 = 0.1, clip_norm = 1)"];
  assert(train.includes("Sqrt") && train.includes("Min"), `${train}`);
  assert(by["x.pipe:2 load rows"].includes("Gather"));
});

Deno.test("a finished model says so too, and so do its bytes", async () => {
  const { program, initial } = await prepareSource(sourceOf([
    "load rows([[1, red, 2], [none, blue, 3], [3, red, 5]], target = y, columns = [a, b, y])",
    ...["impute median", "encode one_hot", "scale standard", "scale_target standard"],
    ...["model {", "  linear(1)", "}", "loss mse"],
  ].map((line) => line.replace("none", '""'))));
  const { graph } = decodeModel(encodeModel(lowerInference(program, initial, {})));
  const docs = new Set(nodesOf(graph).map(({ doc }) => doc));
  for (
    const each of [
      "x.pipe:2 load rows",
      "x.pipe:3 impute median",
      "x.pipe:4 encode one_hot",
      "x.pipe:5 scale standard",
      "x.pipe:6 scale_target standard",
      "x.pipe:8 linear(1)",
    ]
  ) assert(docs.has(each), `${each} is not among ${[...docs].join(", ")}`);
});

Deno.test("the line of what is used from another file is that of the file, as seen from the pipeline", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, {
      "shared/blocks.pipe": "pipe 1\nblock wide(n) {\n  linear(n)\n  relu\n}\n",
    });
    const text = ["pipe 1", 'use "shared/blocks.pipe"', ...lines].join("\n")
      .replace("  wide: linear(4)\n", "  wide(4)\n");
    const access = accessFor(folder, { workingDirectory: "/", allowed: [] });
    const name = `${folder.slice(1)}/x.pipe`;
    const by = operatorsBy(trainingOf(await prepareSource({ name, text }, { access })));
    assert.deepEqual(by["shared/blocks.pipe:3 linear(n)"], ["Reshape", "Gemm"]);
    assert(by["x.pipe:12 loss cross_entropy"]);
    const absolute = text.replace("shared/blocks.pipe", `${folder}/shared/blocks.pipe`);
    const there = await prepareSource({ name, text: absolute }, { access });
    assert(operatorsBy(trainingOf(there))["blocks.pipe:3 linear(n)"]);
    assert(!Object.keys(by).some((doc) => doc.includes(folder.slice(1))));
  });
});

Deno.test("a comment moves the lines of a graph and not its hash", async () => {
  const hash = graphHash(await prepareSource(sourceOf(lines)));
  const moved = await prepareSource(sourceOf(["# why", ...lines]));
  assert(operatorsBy(trainingOf(moved))["x.pipe:8 relu"]);
  assert.equal(graphHash(moved), hash);
  const other = lines.map((line) => line.replace("relu", "tanh"));
  assert.notEqual(graphHash(await prepareSource(sourceOf(other))), hash);
});

Deno.test("a call of many words is told by how it begins", async () => {
  const weight = JSON.stringify(Array.from({ length: 4 }, () => [0.125, -0.25]));
  const graph = trainingOf(
    await prepareSource(
      sourceOf(lines.map((line) => line.replace("(4)", `(4, weight = ${weight})`))),
    ),
  );
  const docs = nodesOf(graph).map(({ doc = "" }) => doc);
  const long = "x.pipe:5 wide: linear(4, weight = [[0.125,-0.25],[0.125,-0.25],[0...";
  assert(docs.some((doc) => doc.startsWith(long)), docs.join("\n"));
});
