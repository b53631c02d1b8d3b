import assert from "node:assert/strict";
import { binaryCrossEntropy } from "../../../compiler/losses/binary_cross_entropy.ts";
import { adagrad } from "../../../compiler/optimizers/adagrad.ts";
import type { Optimizer } from "../../../compiler/optimizers/optimizer.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floats, floatsOf, type Tensors } from "../../../runtime/engine/tensor.ts";
import { assertClose, toHost } from "../../compiler/helpers.ts";
import {
  batches,
  callOf,
  dataFor,
  dense,
  type Feeds,
  stagesOf,
  trainByReference,
} from "../../compiler/models.ts";

const network = { features: 2, layers: [dense(1)], loss: binaryCrossEntropy };
const training = {
  ...stagesOf(network),
  optimizer: callOf<Optimizer>(adagrad, { lr: 0.1 }),
};
const step = spanGraph(training, { batch: 2, isRagged: false });
const { plan: { size } } = training;

const data = toTensors(dataFor(training, 6));
const { rows, learning_rate } = batches([[0, 1], [2, 3], [4, 5]], 2);
const scanned = toTensors({ rows, learning_rate });
const state = initialState(training.plan, 0);
const start = startWith(state, new Float32Array(size));

function startWith(state: Float32Array, sum: Float32Array): Tensors {
  return { state: floats([size], state), sum: floats([size], sum) };
}

function toTensors(feeds: Feeds): Tensors {
  return Object.fromEntries(Object.entries(feeds).map(([name, each]) => [name, toHost(each)]));
}

/** Runs three steps from some state and slots. */
async function runFrom(tensors: Tensors) {
  await using runner = await cpuEngine.span(step, data);
  await using state = await cpuEngine.place(tensors);
  const done = await runner.run(state, scanned);
  await using after = done.state;
  return { ...done, state: await after.read(), before: await state.read() };
}

Deno.test("a span is run on the engine: state in, state out, and what is told of the steps", async () => {
  const { state: after, reported, isFinite } = await runFrom(start);
  const feeds = {
    ...dataFor(training, 6),
    rows,
    learning_rate,
    state: tensor([size], state),
    sum: tensor([size], new Float64Array(size)),
  };
  const expected = trainByReference(step, feeds);
  assert.equal(isFinite, true);
  assert.deepEqual(Object.keys(after), ["state", "sum"]);
  assert.deepEqual(Object.keys(reported), ["loss", "correct"]);
  // Three steps in float32.
  assertClose(floatsOf(after.state), expected.next_state, { tolerance: 1e-5 });
  assertClose(floatsOf(after.sum), expected.next_sum, { tolerance: 1e-5 });
  assertClose(floatsOf(reported.loss), expected.loss, { tolerance: 1e-5 });
});

Deno.test("a span leaves the state it starts from, and gives the same bits again", async () => {
  const copy = state.slice();
  const [first, second] = [await runFrom(start), await runFrom(start)];
  assert.deepEqual(first.state, second.state);
  assert.deepEqual(floatsOf(first.before.state), copy);
});

Deno.test("a state, a slot or a loss that is no finite number is seen after a span", async () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    const { isFinite } = await runFrom(startWith(state.with(1, value), new Float32Array(size)));
    assert.equal(isFinite, false, `${value}`);
  }
  // An infinite sum of squares makes every step 0: the slot alone is then not finite.
  const infinite = await runFrom(startWith(state, new Float32Array(size).fill(Infinity)));
  assert.deepEqual([infinite.isFinite, floatsOf(infinite.state.state)], [false, state]);
});
