import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate, numberOf } from "../../../compiler/transform/evaluate.ts";
import { type NumericTensor, tensor } from "../../../compiler/ir/tensor.ts";
import { topologicalOrder, type Value } from "../../../compiler/ir/value.ts";
import { optimize } from "../../../compiler/transform/passes/optimize.ts";
import { reluLayer } from "../../../compiler/layers/relu.ts";
import { binaryCrossEntropy } from "../../../compiler/losses/binary_cross_entropy.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import { focal } from "../../../compiler/losses/focal.ts";
import { halfSquared } from "../../../compiler/losses/half_squared.ts";
import { huber } from "../../../compiler/losses/huber.ts";
import { mse } from "../../../compiler/losses/mse.ts";
import { poisson } from "../../../compiler/losses/poisson.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { resultsOf } from "../../../compiler/step/hoist.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import type { StepGraph } from "../../../compiler/step/step_graph.ts";
import { stepValues } from "../../../compiler/step/step_values.ts";
import { printStep } from "../../../compiler/step/print_step.ts";
import { inputsInOrder } from "../../../compiler/step/step_inputs.ts";
import type { Training } from "../../../compiler/step/training.ts";
import { assertClose, assertGolden, centralDifferences, numbersOf } from "../helpers.ts";
import {
  batches,
  callOf,
  dataFor,
  dense,
  type Feeds,
  type Network,
  stagesOf,
  trainByReference,
  trainByScan,
  verifyStep,
} from "../models.ts";
import { call } from "../layers/harness.ts";

const logistic: Network = { features: 2, layers: [dense(1)], loss: binaryCrossEntropy };
const mlp: Network = {
  features: 4,
  layers: [callOf(dense(8).definition, { out: 8 }, "hidden"), callOf(reluLayer), dense(3)],
  loss: crossEntropy,
};

const losses = [crossEntropy, binaryCrossEntropy, mse];

/** What stands between two layers; each has one kink at most, at 0. */
const activations = [
  "relu",
  "sigmoid",
  "tanh",
  "leaky_relu",
  "prelu",
  "elu",
  "selu",
  "gelu",
  "silu",
  "softplus",
];

/** Small networks of many activations and losses. */
const networks: fc.Arbitrary<Network> = fc.record({
  features: fc.integer({ min: 1, max: 4 }),
  widths: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
  activation: fc.constantFrom(...activations),
  loss: fc.constantFrom(...losses, halfSquared, huber, focal, poisson),
  outputs: fc.integer({ min: 1, max: 5 }),
  bias: fc.boolean(),
}).map(({ features, widths, activation, loss, outputs, bias }) => {
  const hidden = widths.flatMap((width) => [dense(width), call(activation)]);
  const isOneLogit = loss === binaryCrossEntropy;
  const out = isOneLogit ? 1 : loss.target === "classes" ? outputs + 1 : outputs;
  return { features, layers: [...hidden, dense(out, { bias })], loss };
});

function stateOf({ plan }: Training, seed = 1): NumericTensor {
  return tensor([plan.size], initialState(plan, seed));
}

Deno.test("the training step of logistic regression is as printed", () => {
  const step = spanGraph(stagesOf(logistic), { batch: 4, isRagged: false });
  assertGolden("logistic.graph.txt", printStep(step));
});

Deno.test("the training step of a 4-8-3 network, one row at a time, is as printed", () => {
  const step = spanGraph(stagesOf(mlp), { batch: 1, isRagged: false });
  assertGolden("mlp_4_8_3.graph.txt", printStep(step));
});

Deno.test("the training step of a 4-8-3 network with a ragged last batch is as printed", () => {
  const step = spanGraph(stagesOf(mlp), { batch: 5, isRagged: true });
  assertGolden("mlp_4_8_3_ragged.graph.txt", printStep(step));
});

Deno.test("the gradient of a random network matches central differences", () => {
  fc.assert(
    fc.property(networks, fc.nat({ max: 9 }), fc.boolean(), (network, seed, isRagged) => {
      const stages = stagesOf(network);
      const step = stepValues(stages, { rows: "gathered", batch: 3, isRagged });
      const { objective, inputs: { state } } = step;
      const feeds: Feeds = { ...dataFor(stages, 6), ...stepFeeds(stages, { seed, isRagged }) };
      const given = new Map(inputsInOrder(step.inputs).map((each) => [each, feeds[each.name]]));
      const outputs = optimize({ gradient: step.gradient }, { verify: true });
      const results = evaluate({ ...outputs, scores: step.scores }, given);
      fc.pre(isClearOfKinks(results));
      const objectiveAt = (data: Float64Array) =>
        numberOf(
          evaluate({ objective }, new Map(given).set(state, { ...feeds.state, data }))
            .get(objective),
        );
      const differences = centralDifferences(objectiveAt, feeds.state.data);
      // As in the gradient table: the differences are good to about 1e-10.
      assertClose(results.get(outputs.gradient)!.data, differences, { tolerance: 1e-7 });
    }),
    { numRuns: 60 },
  );
});

function stepFeeds(
  stages: Training,
  { seed, isRagged }: { seed: number; isRagged: boolean },
): Record<string, NumericTensor> {
  return {
    state: stateOf(stages, seed),
    rows: tensor([3], [4, 0, 5], "int32"),
    learning_rate: tensor([], [1]),
    row_weight: tensor([3, 1], isRagged ? [0.5, 0.5, 0] : [1 / 3, 1 / 3, 1 / 3]),
  };
}

const kinked = new Set(["relu", "leaky_relu", "elu"]);

/** Whether nothing is so near a kink that a difference could step over it. */
function isClearOfKinks(results: ReadonlyMap<Value, NumericTensor>): boolean {
  return [...results].every(([{ kind, name, inputs: [x] }, { data }]) => {
    // The output of these layers, made of several ops, is 0 only where their input is.
    const isOutput = /^(prelu|selu)_/.test(name ?? "");
    const near = kinked.has(kind) ? results.get(x!)!.data : isOutput ? data : [];
    return [...near].every((each) => Math.abs(each) > 1e-3);
  });
}

Deno.test("three steps by ONNX Runtime equal three reference evaluations of the step", async () => {
  await fc.assert(
    fc.asyncProperty(networks, fc.boolean(), async (network, isRagged) => {
      const stages = stagesOf(network);
      const step = spanGraph(stages, { batch: 3, isRagged });
      verifyStep(step);
      const lists = [[0, 1, 2], [3, 4, 5], isRagged ? [6, 7] : [6, 7, 0]];
      const feeds = { ...dataFor(stages, 8), ...batches(lists, 3), state: stateOf(stages) };
      await assertSameTraining(step, feeds);
    }),
    { numRuns: 25 },
  );
});

async function assertSameTraining(step: StepGraph, feeds: Feeds): Promise<void> {
  const expected = trainByReference(step, feeds);
  const actual = await trainByScan(step, feeds);
  assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort());
  for (const [name, values] of Object.entries(expected)) {
    // Three steps of some ten float32 operations each, every one rounding by 6e-8.
    assertClose(numbersOf(actual[name]), values, { tolerance: 1e-5, what: name });
  }
}

for (const loss of losses) {
  Deno.test(`with ${loss.name}, a ragged batch equals a smaller step of its own`, async () => {
    const width = loss === binaryCrossEntropy ? 1 : 3;
    const stages = stagesOf({ ...mlp, layers: [...mlp.layers.slice(0, -1), dense(width)], loss });
    const data = dataFor(stages, 8);
    const [first, last] = [[0, 1, 2, 3, 4], [5, 6, 7]];
    const state = stateOf(stages);
    const ragged = spanGraph(stages, { batch: 5, isRagged: true });
    const both = { ...data, ...batches([first, last], 5), state };
    await assertSameTraining(ragged, both);

    const full = spanGraph(stages, { batch: 5, isRagged: false });
    const small = spanGraph(stages, { batch: 3, isRagged: false });
    const rate = tensor([1], [0.25]);
    const afterFirst = trainByReference(full, { ...data, ...batches([first], 5), state });
    const middle = tensor([stages.plan.size], afterFirst.next_state);
    const rest = { ...data, ...batches([last], 3), learning_rate: rate, state: middle };
    const afterLast = trainByReference(small, rest);
    const actual = trainByReference(ragged, both);
    // float64 in both; only the order of summation differs.
    const tolerance = 1e-12;
    assertClose(actual.next_state, afterLast.next_state, { tolerance, what: "state" });
    assertClose(actual.loss, [...afterFirst.loss, ...afterLast.loss], { tolerance });
    assert.deepEqual(
      actual.correct,
      afterLast.correct && [
        ...afterFirst.correct,
        ...afterLast.correct,
      ],
    );
  });
}

Deno.test("a step gathers, predicts and multiplies once: nothing is computed twice", () => {
  const step = spanGraph(stagesOf(mlp), { batch: 5, isRagged: true });
  const kinds = topologicalOrder(Object.values(resultsOf(step))).map(({ kind }) => kind);
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  // Two layers forward; backward two weights and two biases, each with its step, and the gradient of the hidden layer.
  assert.deepEqual([count("gemm"), count("matmul")], [6, 1]);
  // The few numbers of all steps are gathered before the first.
  assert.deepEqual([count("gather_rows"), count("softmax"), count("one_hot")], [0, 1, 0]);
});

Deno.test("a parameter that does not reach the loss is left as it was", () => {
  // All units of the hidden layer are dead: their weights get the gradient 0.
  const dead = dense(2, { weight: [[0, 0], [0, 0]], bias: [-1, -1] });
  const stages = stagesOf({ ...logistic, layers: [dead, callOf(reluLayer), dense(1)] });
  const step = spanGraph(stages, { batch: 2, isRagged: false });
  const state = stateOf(stages);
  const feeds = { ...dataFor(stages, 4), ...batches([[0, 1], [2, 3]], 2), state };
  const trained = trainByReference(step, feeds).next_state;
  assert.deepEqual(trained.slice(0, 8), [...state.data.slice(0, 8)]);
  assert.notDeepEqual(trained.slice(8), [...state.data.slice(8)]);
});
