/** What no parameter decides is computed for all steps before the first. */
import assert from "node:assert/strict";
import { reluLayer } from "../../../compiler/layers/relu.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import { hinge } from "../../../compiler/losses/hinge.ts";
import type { Loss } from "../../../compiler/losses/loss.ts";
import { mse } from "../../../compiler/losses/mse.ts";
import { overSteps } from "../../../compiler/step/over_steps.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import { beforeSteps } from "../../../compiler/step/step_graph.ts";
import { topologicalOrder } from "../../../compiler/ir/value.ts";
import { resultsOf } from "../../../compiler/step/hoist.ts";
import { callOf, dense, stagesOf, verifyStep } from "../models.ts";

function stepOf(loss: Loss, outputs: number, isRagged = false) {
  const layers = [dense(8, {}), callOf(reluLayer), dense(outputs)];
  return spanGraph(stagesOf({ features: 4, layers, loss }), { batch: 5, isRagged });
}

function namesRead(step: ReturnType<typeof stepOf>): readonly (string | undefined)[] {
  return topologicalOrder(Object.values(resultsOf(step)))
    .filter(({ kind }) => kind === "input").map(({ name }) => name);
}

Deno.test("targets are gathered and one-hot, and the learning rate shared out, before the first step", () => {
  const step = stepOf(crossEntropy, 3, true);
  verifyStep(step);
  const shapes = step.prepared?.map(({ input, all }) => [input.type.shape, all.type.shape]);
  assert.deepEqual(shapes, [[[5, 1], ["S", 5, 1]], [[5, 3], ["S", 5, 3]]]);
  assert.deepEqual(Object.keys(beforeSteps(step)).slice(-2), ["each_1", "each_2"]);
  for (const name of ["targets", "learning_rate", "row_weight"]) {
    assert(!namesRead(step).includes(name), name);
  }
});

Deno.test("rows of features are gathered step by step: all of them would fill memory", () => {
  for (const step of [stepOf(crossEntropy, 3), stepOf(hinge, 1), stepOf(mse, 2)]) {
    assert(namesRead(step).includes("features"));
    assert(!namesRead(step).includes("targets"));
    const fed = [...step.captured, ...step.scanned].map(({ name }) => name);
    for (const { all } of step.prepared ?? []) {
      const read = topologicalOrder([all]).filter(({ kind }) => kind === "input");
      assert(read.every(({ name }) => name !== "features" && fed.includes(name ?? "")));
    }
  }
});

Deno.test("a second time there is nothing to take out of a step", () => {
  const step = stepOf(crossEntropy, 3, true);
  assert.deepEqual(overSteps(step).prepared, []);
});
