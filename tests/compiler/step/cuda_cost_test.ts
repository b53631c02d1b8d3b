/** What a step costs on a graphics card decides how it carries its state there. */
import assert from "node:assert/strict";
import { lowerScan } from "../../../compiler/backends/onnx/scan.ts";
import { reluLayer } from "../../../compiler/layers/relu.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import { adam } from "../../../compiler/optimizers/adam.ts";
import type { Optimizer } from "../../../compiler/optimizers/optimizer.ts";
import { sgd } from "../../../compiler/optimizers/sgd.ts";
import { arithmeticOfStep, microsecondsOnCpu } from "../../../compiler/step/cost.ts";
import {
  isCutOnCuda,
  launchesOfStep,
  microsecondsOnCuda,
} from "../../../compiler/step/cuda_cost.ts";
import { type Carried, spanGraph } from "../../../compiler/step/span.ts";
import type { StepGraph } from "../../../compiler/step/step_graph.ts";
import type { Training } from "../../../compiler/step/training.ts";
import { callOf, dense, stagesOf } from "../models.ts";

const card = { flops: 15e6 };
const cost = (step: StepGraph) => microsecondsOnCuda(step, card);

/** Iris: 4-8-3, three classes, batches that divide the rows. */
function iris(optimizer: Optimizer): Training {
  const layers = [dense(8), callOf(reluLayer), dense(3)];
  return {
    ...stagesOf({ features: 4, layers, loss: crossEntropy }),
    optimizer: callOf(optimizer, { lr: 0.1 }),
  };
}

function stepOf(optimizer: Optimizer, carried?: Carried): StepGraph {
  return spanGraph(iris(optimizer), { batch: 30, isRagged: false, cost, carried });
}

Deno.test("a step of iris is at most twenty launches with sgd", () => {
  assert.equal(launchesOfStep(stepOf(sgd)), 19);
  assert.equal(stepOf(sgd).carried.length, 4);
});

Deno.test("what an optimizer does with every number is done in one vector", () => {
  const [taken, packed, apart] = ([undefined, "packed", "apart"] as const)
    .map((carried) => launchesOfStep(stepOf(adam, carried)));
  assert.equal(taken, packed);
  assert(packed < apart, `${packed} and ${apart}`);
});

/** The operators of the body of a loop. */
function operators(step: StepGraph): readonly string[] {
  const scan = lowerScan(step, isCutOnCuda).nodes.find(({ opType }) => opType === "Scan");
  const body = scan?.attributes?.body;
  return body?.kind === "graph" ? body.value.nodes.map(({ opType }) => opType) : [];
}

Deno.test("vectors of unequal parts are taken apart and joined by a node for each", () => {
  const all = operators(stepOf(adam));
  assert(all.includes("Slice") && all.includes("Pad") && all.includes("Sum"), `${all}`);
  assert(!all.includes("Split") && !all.includes("Concat"), `${all}`);
  assert.deepEqual([[3, 3, 3], [3, 4], Array(33).fill(1)].map(isCutOnCuda), [false, true, true]);
});

Deno.test("the arithmetic of a step is that of its products", () => {
  // Forward 2 · 30 · (4 · 8 + 8 · 3), backward the weights as much again, and the gradient of the hidden layer; the
  // sums of the biases are products with a row of ones.
  const products = 2 * 30 * (2 * (4 * 8 + 8 * 3) + 8 * 3 + 8 + 3);
  assert.equal(arithmeticOfStep(stepOf(sgd)), products);
});

Deno.test("a small step is estimated to be quicker on the processor, a large one on the card", () => {
  const layers = [dense(2048), callOf(reluLayer), dense(2048), callOf(reluLayer), dense(10)];
  const large = spanGraph(stagesOf({ features: 784, layers, loss: crossEntropy }), {
    ...{ batch: 1024, isRagged: false },
    cost,
  });
  const onCpu = (step: StepGraph) => microsecondsOnCpu(step, { flops: 50_000 });
  const small = stepOf(sgd);
  assert(onCpu(small) < cost(small));
  assert(onCpu(large) > cost(large));
});
