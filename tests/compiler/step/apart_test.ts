/** A step with a tensor for each parameter is the step that is written, and is taken where it has fewer nodes. */
import assert from "node:assert/strict";
import { batchNorm } from "../../../compiler/layers/batch_norm.ts";
import { prelu } from "../../../compiler/layers/prelu.ts";
import { reluLayer } from "../../../compiler/layers/relu.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import { adam } from "../../../compiler/optimizers/adam.ts";
import type { Optimizer } from "../../../compiler/optimizers/optimizer.ts";
import { optimizers } from "../../../compiler/optimizers/registry.ts";
import { sgd } from "../../../compiler/optimizers/sgd.ts";
import { nodesOfStep } from "../../../compiler/step/cost.ts";
import { type Carried, spanGraph } from "../../../compiler/step/span.ts";
import type { Training } from "../../../compiler/step/training.ts";
import { numbersOf } from "../helpers.ts";
import { callOf, dense, stagesOf, trainByReference, trainByScan, verifyStep } from "../models.ts";
import { threeSteps } from "../three_steps.ts";

/** Of layers that are trained at a rate of their own, decay otherwise, are frozen and keep buffers. */
function network(optimizer: Optimizer): Training {
  const layers = [
    // Before batch_norm a bias has the gradient 0, whose rounding some optimizers take for a direction.
    dense(4, { lr_factor: 2, decay_factor: 0.5, bias: false }),
    callOf(batchNorm),
    callOf(prelu),
    dense(3, { trainable: false }),
    callOf(reluLayer),
    dense(3),
  ];
  return {
    ...stagesOf({ features: 2, layers, loss: crossEntropy }),
    optimizer: callOf(optimizer, { lr: 0.1, momentum: 0.5, weight_decay: 0.1 }),
    train: { l1: 0.01, l2: 0.01, clip_norm: 0.5, clip_value: 0.3 },
  };
}

function smallNetwork(optimizer: Optimizer): Training {
  const layers = [dense(8, {}), callOf(reluLayer), dense(3)];
  return {
    ...stagesOf({ features: 4, layers, loss: crossEntropy }),
    optimizer: callOf(optimizer, { lr: 0.1 }),
  };
}

for (const optimizer of optimizers) {
  Deno.test(`a step of ${optimizer.name} is the same with a tensor for each parameter`, async () => {
    const stages = network(optimizer);
    const feeds = threeSteps(stages);
    const stepOf = (carried: Carried) => spanGraph(stages, { batch: 3, isRagged: true, carried });
    const [packed, apart] = [stepOf("packed"), stepOf("apart")];
    assert(apart.carried.length > packed.carried.length);
    verifyStep(apart);
    const [expected, reference] = [packed, apart].map((step) => trainByReference(step, feeds));
    assert.deepEqual(Object.keys(reference), Object.keys(expected));
    const actual = await trainByScan(apart, feeds);
    for (const [name, numbers] of Object.entries(expected)) {
      numbers.forEach((each, at) => {
        // Both compute in float64; the order of sums differs.
        assertNear(reference[name][at], each, 1e-10);
        // float32 over three steps.
        assertNear(Number(numbersOf(actual[name])[at]), each, 1e-4);
      });
    }
  });
}

for (const saving of ["simplify", "shareCommon", "fuseGemm", "pullFactors", "overSteps"] as const) {
  Deno.test(`a step is the same without ${saving}, and costs more`, () => {
    // A small network computes nothing twice.
    const stages = saving === "shareCommon" ? network(sgd) : smallNetwork(sgd);
    const feeds = threeSteps(stages);
    const [dear, cheap] = [[saving], []].map((without) =>
      spanGraph(stages, { batch: 3, isRagged: true, carried: "apart", without })
    );
    verifyStep(dear);
    assert(nodesOfStep(dear) > nodesOfStep(cheap), `${nodesOfStep(dear)}`);
    const [expected, actual] = [dear, cheap].map((step) => trainByReference(step, feeds));
    for (const [name, numbers] of Object.entries(expected)) {
      // Both compute in float64; the order of sums differs.
      numbers.forEach((each, at) => assertNear(actual[name][at], each, 1e-10));
    }
  });
}

function assertNear(actual: number, expected: number, tolerance: number): void {
  assert(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual}, not ${expected}`,
  );
}

/** What a step carries of a network of one hidden layer. */
function carriedBy(optimizer: Optimizer): readonly string[] {
  const step = spanGraph(smallNetwork(optimizer), { batch: 32, isRagged: false });
  return step.carried.map(({ input }) => input.name);
}

Deno.test("a step carries its state in the way that has fewer nodes", () => {
  const names = ["linear_1.weight", "linear_1.bias", "linear_2.weight", "linear_2.bias"];
  assert.deepEqual(carriedBy(sgd), names);
  // Much is done to each number of the state: better once than once for each tensor.
  assert.deepEqual(carriedBy(adam), ["state", "mean", "square"]);
});
