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

function stepOf(loss: Loss, outputs: number, { isRagged = false, features = 4 } = {}) {
  const layers = [dense(8, {}), callOf(reluLayer), dense(outputs)];
  return spanGraph(stagesOf({ features, layers, loss }), { batch: 5, isRagged });
}

function namesRead(step: ReturnType<typeof stepOf>): readonly (string | undefined)[] {
  return topologicalOrder(Object.values(resultsOf(step)))
    .filter(({ kind }) => kind === "input").map(({ name }) => name);
}

Deno.test("targets are gathered and one-hot, and the learning rate shared out, before the first step", () => {
  const step = stepOf(crossEntropy, 3, { isRagged: true });
  verifyStep(step);
  const shapes = step.prepared?.map(({ input, all }) => [input.type.shape, all.type.shape]);
  const expected = [[[5, 4], ["S", 5, 4]], [[5, 1], ["S", 5, 1]], [[5, 3], ["S", 5, 3]]];
  assert.deepEqual(shapes, expected);
  const names = ["each_1", "each_2", "each_3"];
  assert.deepEqual(Object.keys(beforeSteps(step)).slice(-3), names);
  for (const name of ["targets", "learning_rate", "row_weight"]) {
    assert(!namesRead(step).includes(name), name);
  }
});

Deno.test("rows of few features are gathered before the first step, of many step by step", () => {
  for (const [loss, outputs] of [[crossEntropy, 3], [hinge, 1], [mse, 2]] as const) {
    const few = stepOf(loss, outputs);
    assert(!namesRead(few).includes("features") && !namesRead(few).includes("targets"));
    // 5 rows of 205 numbers: more than 1,024.
    const many = stepOf(loss, outputs, { features: 205 });
    assert(namesRead(many).includes("features") && !namesRead(many).includes("targets"));
    const fed = [...many.captured, ...many.scanned].map(({ name }) => name);
    for (const { all } of many.prepared ?? []) {
      const read = topologicalOrder([all]).filter(({ kind }) => kind === "input");
      assert(read.every(({ name }) => name !== "features" && fed.includes(name ?? "")));
    }
  }
});

Deno.test("a second time there is nothing to take out of a step", () => {
  const step = stepOf(crossEntropy, 3, { isRagged: true });
  assert.deepEqual(overSteps(step).prepared, []);
});
