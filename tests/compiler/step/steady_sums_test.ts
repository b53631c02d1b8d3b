/** Sums as products with ones are the sums that they stand for, and leave none whose order is open. */
import assert from "node:assert/strict";
import { input } from "../../../compiler/ir/input.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { topologicalOrder, type Value } from "../../../compiler/ir/value.ts";
import { flatten } from "../../../compiler/layers/flatten.ts";
import type { Layer } from "../../../compiler/layers/layer.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import { reduceMean } from "../../../compiler/ops/reduce_mean.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import type { Optimizer } from "../../../compiler/optimizers/optimizer.ts";
import { optimizers } from "../../../compiler/optimizers/registry.ts";
import { resultsOf } from "../../../compiler/step/hoist.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import { steadySums, withSteadySums } from "../../../compiler/step/steady_sums.ts";
import type { StepGraph } from "../../../compiler/step/step_graph.ts";
import { assertClose, evaluateOutputs, sample } from "../helpers.ts";
import { everyLayer, features } from "../layers/every_layer.ts";
import { callOf, dense, stagesOf, verifyStep } from "../models.ts";

/** The kinds of sums that are left in a step. */
function sumsIn(step: StepGraph): readonly string[] {
  return topologicalOrder(Object.values(resultsOf(step))).map(({ kind }) => kind)
    .filter((kind) => kind === "reduce_sum" || kind === "reduce_mean");
}

const shapes = [[7], [3, 4], [2, 3, 4], [2, 3, 4, 5]] as const;

for (const shape of shapes) {
  for (const reduce of [reduceSum, reduceMean]) {
    Deno.test(`${reduce.name} of [${shape}] is the same as a product with ones`, () => {
      const x = input("x", { dtype: "float32", shape });
      const given = new Map<Value, ReturnType<typeof sample>>([[x, sample(shape, "x")]]);
      for (const axes of axesOf(shape.length)) {
        for (const keepDims of [false, true]) {
          const sum = { sum: reduce(x, { axes, keepDims }) };
          const steady = steadySums(sum);
          assert.deepEqual(steady.sum.type, sum.sum.type);
          const areNeighbours = axes.every((axis, at) => at === 0 || axis === axes[at - 1] + 1);
          const isGone = !topologicalOrder([steady.sum]).some(({ kind }) => /^reduce/.test(kind));
          assert.equal(isGone, areNeighbours, `${axes}`);
          const [actual, expected] = [steady, sum].map((each) => evaluateOutputs(each, given).sum);
          // Both add up in float64, in another order.
          assertClose(actual.data, expected.data, { tolerance: 1e-12, what: `${axes}` });
        }
      }
    });
  }
}

/** Every choice of at least one axis, from the end and in order. */
function axesOf(rank: number): readonly number[][] {
  return Array.from(
    { length: 2 ** rank - 1 },
    (_, bits) =>
      Array.from({ length: rank }, (_, axis) => axis - rank).filter((_, at) =>
        (bits + 1) >> at & 1
      ),
  );
}

Deno.test("over an unknown number of steps, the sums of each are products of its own", () => {
  const x = input("x", { dtype: "float32", shape: ["S", 5, 3] });
  const steps = tensor([2, 5, 3], sample([2, 5, 3], "x").data);
  for (const axes of [[-1], [-2], [-2, -1]]) {
    const sum = { sum: reduceMean(x, { axes }) };
    const steady = steadySums(sum);
    assert(topologicalOrder([steady.sum]).every(({ kind }) => !/^reduce/.test(kind)));
    const given = new Map<Value, typeof steps>([[x, steps]]);
    const [actual, expected] = [steady, sum].map((each) => evaluateOutputs(each, given).sum);
    assertClose(actual.data, expected.data, { tolerance: 1e-12, what: `${axes}` });
  }
});

for (const optimizer of optimizers) {
  Deno.test(`a step of ${optimizer.name} has no sum left`, () => {
    const stages = stagesOf({ features, layers: [dense(4), dense(3)], loss: crossEntropy });
    const called = callOf<Optimizer>(optimizer, { lr: 0.1, momentum: 0.5, weight_decay: 0.1 });
    const step = withSteadySums(spanGraph({ ...stages, optimizer: called }, {
      ...{ batch: 4, isRagged: true },
    }));
    verifyStep(step);
    assert.deepEqual(sumsIn(step), []);
  });
}

for (const [name, { models }] of Object.entries(everyLayer)) {
  Deno.test(`a step through ${name} has no sum left`, () => {
    for (const layers of models) {
      const whole = [...layers, callOf<Layer>(flatten), dense(3)];
      const stages = stagesOf({ features, layers: whole, loss: crossEntropy });
      const step = withSteadySums(spanGraph(stages, { batch: 4, isRagged: true }));
      verifyStep(step);
      assert.deepEqual(sumsIn(step), []);
    }
  });
}
