/** Data that a device keeps, or is fed span by span, give the steps that data fed whole give. */
import assert from "node:assert/strict";
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { lowerScan } from "../../../compiler/backends/onnx/scan.ts";
import { reluLayer } from "../../../compiler/layers/relu.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import { adam } from "../../../compiler/optimizers/adam.ts";
import type { Optimizer } from "../../../compiler/optimizers/optimizer.ts";
import { isCutOnCuda } from "../../../compiler/step/cuda_cost.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import type { SpanRunner } from "../../../runtime/engine/engine.ts";
import { commonOptions, openSession } from "../../../runtime/engine/onnx_runtime.ts";
import { openResidentSpans } from "../../../runtime/engine/resident_span.ts";
import { streamedSpans } from "../../../runtime/engine/streamed_span.ts";
import { floats, floatsOf, ints, type Tensors } from "../../../runtime/engine/tensor.ts";
import { assertClose, toHost } from "../../compiler/helpers.ts";
import { callOf, dataFor, dense, stagesOf } from "../../compiler/models.ts";

const layers = [dense(5), callOf(reluLayer), dense(3)];
const stages = {
  ...stagesOf({ features: 4, layers, loss: crossEntropy }),
  optimizer: callOf<Optimizer>(adam, { lr: 0.1 }),
};
const step = spanGraph(stages, { batch: 2, isRagged: false });
const data = dataOf(9);
const count = 7;
const { plan: { size } } = stages;

function dataOf(rows: number): Tensors {
  return Object.fromEntries(
    Object.entries(dataFor(stages, rows)).map(([name, each]) => [name, toHost(each)]),
  );
}

/** Seven steps, from the start. */
async function trained(runner: SpanRunner) {
  const zeros = () => floats([size], new Float32Array(size));
  const slots = Object.fromEntries(
    step.carried.map(({ input: { name } }) => [name, zeros()]),
  );
  await using state = await cpuEngine.place({
    ...slots,
    state: floats([size], initialState(stages.plan, 1)),
  });
  const numbers = step.scanned.filter(({ type }) => type.dtype === "float32")
    .map(({ name }, at) => [name, floats([count], new Float32Array(count).fill(0.1 / (at + 1)))]);
  const done = await runner.run(state, {
    ...Object.fromEntries(numbers),
    rows: ints([count, 2], Int32Array.from({ length: 2 * count }, (_, at) => (5 * at) % 9)),
  });
  assert(done.isFinite);
  return { ...await done.state.read(), ...done.reported };
}

async function trainedWhole() {
  await using runner = await cpuEngine.span(step, data);
  return await trained(runner);
}

const options = { ...commonOptions, executionProviders: ["cpu"], intraOpNumThreads: 1 };

Deno.test("data that a session keeps give the same bits", async () => {
  await using runner = await openResidentSpans({ step, data }, lowerScan(step), options);
  assert.deepEqual(await trained(runner), await trainedWhole());
});

for (const steps of [1, 3, 100]) {
  Deno.test(`data fed for ${steps} steps at once give the same bits`, async () => {
    const session = await openSession(encodeModel({ graph: lowerScan(step) }), options);
    await using runner = streamedSpans(session, { step, data, steps });
    assert.deepEqual(await trained(runner), await trainedWhole());
  });
}

Deno.test("a call is fed no rows but those of its steps", async () => {
  const inner = await openSession(encodeModel({ graph: lowerScan(step) }), options);
  const fed: number[] = [];
  const session = {
    ...inner,
    run(feeds: Tensors) {
      fed.push(feeds.features.shape[0]);
      return inner.run(feeds);
    },
  };
  await using runner = streamedSpans(session, { step, data, steps: 3 });
  await trained(runner);
  assert.deepEqual(fed, [6, 6, 2]);
});

Deno.test("vectors that are taken apart and joined piece by piece give the same steps", async () => {
  const session = await openSession(encodeModel({ graph: lowerScan(step, isCutOnCuda) }), options);
  await using runner = streamedSpans(session, { step, data, steps: count });
  const [cut, whole] = [await trained(runner), await trainedWhole()];
  for (const [name, tensor] of Object.entries(whole)) {
    // The zeros around a piece change no number; the order of float32 sums is the same.
    if (tensor.type === "float32") {
      assertClose(floatsOf(cut[name]), tensor.data, { tolerance: 1e-6 });
    }
  }
});
