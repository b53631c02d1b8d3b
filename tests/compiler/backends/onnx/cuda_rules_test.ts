/** What CUDA computes is known without it: the steps of every layer, loss and optimizer keep to its rules. */
import assert from "node:assert/strict";
import { foreignToCuda } from "../../../../compiler/backends/onnx/cuda_rules.ts";
import type { OnnxGraph, OnnxNode } from "../../../../compiler/backends/onnx/model.ts";
import { lowerScan } from "../../../../compiler/backends/onnx/scan.ts";
import { graphAttribute } from "../../../../compiler/backends/onnx/attributes.ts";
import { flatten } from "../../../../compiler/layers/flatten.ts";
import type { Layer } from "../../../../compiler/layers/layer.ts";
import { crossEntropy } from "../../../../compiler/losses/cross_entropy.ts";
import type { Optimizer } from "../../../../compiler/optimizers/optimizer.ts";
import { optimizers } from "../../../../compiler/optimizers/registry.ts";
import { isCutOnCuda } from "../../../../compiler/step/cuda_cost.ts";
import { type Carried, spanGraph } from "../../../../compiler/step/span.ts";
import type { Training } from "../../../../compiler/step/training.ts";
import { everyLayer, features } from "../../layers/every_layer.ts";
import { callOf, dense, stagesOf } from "../../models.ts";

function keepsToTheRules(training: Training): void {
  for (const carried of ["packed", "apart"] satisfies Carried[]) {
    const step = spanGraph(training, { batch: 4, isRagged: true, carried });
    assert.deepEqual(foreignToCuda(lowerScan(step, isCutOnCuda)), []);
  }
}

for (const [name, { models }] of Object.entries(everyLayer)) {
  Deno.test(`a step through ${name} is one that CUDA computes alone`, () => {
    for (const layers of models) {
      const whole = [...layers, callOf<Layer>(flatten), dense(3)];
      keepsToTheRules(stagesOf({ features, layers: whole, loss: crossEntropy }));
    }
  });
}

for (const optimizer of optimizers) {
  Deno.test(`a step of ${optimizer.name} is one that CUDA computes alone`, () => {
    const stages = stagesOf({ features, layers: [dense(4), dense(3)], loss: crossEntropy });
    const called = callOf<Optimizer>(optimizer, { lr: 0.1, momentum: 0.5, weight_decay: 0.1 });
    keepsToTheRules({ ...stages, optimizer: called, train: { l1: 0.1, l2: 0.1, clip_norm: 1 } });
  });
}

/** A loop over a body of some nodes. */
function loopOver(nodes: readonly OnnxNode[]): OnnxGraph {
  const empty = { inputs: [], outputs: [], initializers: [] };
  const body = { ...empty, name: "step", nodes };
  const scan = {
    opType: "Scan",
    inputs: [],
    outputs: [],
    attributes: { body: graphAttribute(body) },
  };
  return { ...empty, name: "span", nodes: [scan] };
}

Deno.test("an operator that CUDA does not have, and a shape that is computed, are told", () => {
  const odd = [
    { opType: "BitwiseXor", name: "mix", inputs: ["a", "b"], outputs: ["c"] },
    { opType: "Reshape", name: "fold", inputs: ["c", "shape"], outputs: ["d"] },
    { opType: "Pad", name: "frame", inputs: ["d", "margins", ""], outputs: ["e"] },
  ];
  assert.deepEqual(foreignToCuda(loopOver(odd)), [
    '"mix" is a BitwiseXor, which CUDA does not have',
    '"fold", a Reshape, reads "shape" on the host',
    '"frame", a Pad, reads "margins" on the host',
  ]);
});
