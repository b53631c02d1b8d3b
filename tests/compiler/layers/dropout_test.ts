import assert from "node:assert/strict";
import { differentiate } from "../../../compiler/transform/differentiate.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import { input } from "../../../compiler/ir/input.ts";
import { trainingContexts } from "../../../compiler/step/step_values.ts";
import { mse } from "../../../compiler/losses/mse.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import { evaluateOutputs, numbersOf, runModel } from "../helpers.ts";
import { batches, dataFor, dense, stagesOf, trainByReference, trainByScan } from "../models.ts";
import { build, call, planOf, scores } from "./harness.ts";

const shape = [256, 64];
const count = 256 * 64;

/** What dropout makes of ones in one step, and its gradient. */
function dropped(p: number, step: number) {
  const { x, y, step: at } = build(call("dropout", { p }), shape, {});
  const [gradient] = differentiate(reduceSum(y), [x]);
  const feeds = new Map([
    [x, tensor(shape, new Float64Array(count).fill(1))],
    [at, tensor([], [step], "int32")],
  ]);
  const { y: values, dx } = evaluateOutputs({ y, dx: gradient! }, feeds);
  return { values: values.data, dx: dx.data, y, x, at, feeds };
}

Deno.test("dropout drops p of the values, keeps the mean and passes the gradient it passed", () => {
  for (const p of [0.1, 0.5, 0.9]) {
    const { values, dx } = dropped(p, 3);
    const zeros = values.filter((each) => each === 0).length;
    // A count of n draws of probability p has the standard error √(n p (1 - p)); four of them.
    const bound = 4 * Math.sqrt(count * p * (1 - p));
    assert.ok(Math.abs(zeros - count * p) < bound, `${zeros} of ${count} at p = ${p}`);
    assert.ok(values.every((each) => each === 0 || Math.abs(each - 1 / (1 - p)) < 1e-12));
    const mean = values.reduce((sum, each) => sum + each) / count;
    assert.ok(Math.abs(mean - 1) < bound / count / (1 - p), `mean ${mean} at p = ${p}`);
    assert.deepEqual(dx, values);
  }
});

Deno.test("dropout drops each row, each unit and each step on its own", () => {
  const p = 0.5;
  const masks = [1, 2, 3].map((step) => dropped(p, step).values.map((each) => each === 0 ? 0 : 1));
  const pairs = [
    ...[1, 2, 64, 128].map((lag) => [masks[0], masks[0].subarray(lag)] as const),
    [masks[0], masks[1]] as const,
    [masks[1], masks[2]] as const,
  ];
  for (const [a, b] of pairs) {
    const both = b.reduce((sum, each, at) => sum + each * a[at], 0);
    // Both are kept in a quarter of n places, with the standard error √(n · 3/16).
    assert.ok(Math.abs(both - b.length / 4) < 4 * Math.sqrt(b.length * 3 / 16), `${both}`);
  }
});

Deno.test("dropout drops the same values when asked again, and by ONNX Runtime", async () => {
  for (const p of [0.1, 0.3, 0.9]) {
    const { values, y, x, at, feeds } = dropped(p, 5);
    assert.deepEqual(dropped(p, 5).values, values);
    const actual = await runModel(toModel({ y }, [x, at]), {
      x: feeds.get(x)!,
      step: feeds.get(at)!,
    });
    const isKept = [...values].map((each) => each !== 0);
    assert.deepEqual(Array.from(numbersOf(actual.y), (each) => each !== 0), isKept);
  }
});

Deno.test("dropout does nothing at inference, with p = 0 nor where the batch has no size", () => {
  const { x, y } = build(call("dropout", { p: 0.5 }), ["N", 4]);
  assert.equal(x, y);
  const training = build(call("dropout", { p: 0 }), [8, 4], {});
  assert.equal(training.x, training.y);
  const plan = planOf([call("dropout", { p: 0.5 })], 4);
  const inference = scores(plan, "N");
  assert.equal(inference.y, inference.x);
});

Deno.test("two dropouts of a step drop values of their own, as do two seeds", () => {
  const step = input("step", { dtype: "int32", shape: [] });
  const masks = [[0, "first"], [0, "second"], [1, "first"]].map(([seed, layer]) => {
    const context = trainingContexts({ step, seed: seed as number }, new Map())(layer as string);
    const y = context.uniform([64]);
    return evaluateOutputs({ y }, new Map([[step, tensor([], [1], "int32")]])).y.data.join();
  });
  assert.equal(new Set(masks).size, masks.length);
});

Deno.test("a network with two dropouts trains alike by reference and by ONNX Runtime", async () => {
  const layers = [dense(8), call("relu"), call("dropout"), dense(8), call("dropout"), dense(1)];
  const stages = stagesOf({ features: 3, layers, loss: mse });
  const step = spanGraph(stages, { batch: 4, isRagged: false });
  const rows = [[0, 1, 2, 3], [4, 5, 6, 7], [0, 2, 4, 6]];
  // Small, so that three steps do not diverge and rounding stays what it is.
  const weights = new Float64Array(stages.plan.size).map((_, at) =>
    Math.fround(0.25 * Math.sin(at + 1))
  );
  const run = (steps: readonly number[]) => ({
    ...dataFor(stages, 8),
    ...batches(rows, 4),
    state: tensor([stages.plan.size], weights),
    step: tensor([3], steps, "int32"),
    learning_rate: tensor([3], [0.1, 0.1, 0.1]),
  });
  const reference = trainByReference(step, run([1, 2, 3]));
  const actual = await trainByScan(step, run([1, 2, 3]));
  reference.next_state.forEach((each, at) => {
    // float32 rounding over three steps.
    assert.ok(Math.abs(numbersOf(actual.next_state)[at] - each) < 1e-5);
  });
  assert.deepEqual(trainByReference(step, run([1, 2, 3])), reference);
  assert.notDeepEqual(trainByReference(step, run([4, 5, 6])), reference);
});
