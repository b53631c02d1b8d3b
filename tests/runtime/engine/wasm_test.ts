/** A training by WebAssembly is that by ONNX Runtime, which looks at its first steps. */
import assert from "node:assert/strict";
import { lowerSpanToWasm } from "../../../compiler/backends/wasm/span.ts";
import { plainStep } from "../../../compiler/step/span.ts";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import { phase } from "../../../runtime/commands/phase.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import type { Engine } from "../../../runtime/engine/engine.ts";
import { openWasmSpans, wasmEngine } from "../../../runtime/engine/wasm.ts";
import { assertClose } from "../../compiler/helpers.ts";
import { loadRings, prepareLines } from "../pipelines.ts";
import { cutEpoch } from "../train/cut_epoch.ts";

const prepared = await prepareLines([
  loadRings(60),
  "model {",
  "  linear(8)",
  "  tanh",
  "  dropout(0.2)",
  "  linear(classes)",
  "}",
  "loss cross_entropy",
  "optimizer adam(lr = 0.05)",
  "schedule exponential(0.9)",
  "train(epochs = 1, batch = 7)",
]);

const epochOn = (engine: Engine, ends?: readonly number[]) => cutEpoch(prepared, engine, ends);

Deno.test("an epoch by WebAssembly is that by ONNX Runtime", async () => {
  const [wasm, cpu] = [await epochOn(wasmEngine), await epochOn(cpuEngine)];
  // Nine steps of Adam in float32, each with sums of another order.
  assertClose(wasm.state, cpu.state, { tolerance: 1e-4 });
  assertClose(wasm.losses, cpu.losses, { tolerance: 1e-5 });
});

Deno.test("by WebAssembly an epoch has the same bits twice, and however it is cut", async () => {
  const whole = await epochOn(wasmEngine);
  assert.deepEqual(await epochOn(wasmEngine), whole);
  assert.deepEqual(await epochOn(wasmEngine, [1, 4]), whole);
});

Deno.test("a module that computes something else is told by its first steps", async () => {
  // The lines above have all stages.
  const training = prepared.program.training!;
  const [step, other] = [{}, { l2: 1 }].map((changed) =>
    plainStep({ ...training, train: { ...training.train, ...changed } }, {
      batch: 7,
      isRagged: true,
    })
  );
  const wrong: Engine = {
    ...wasmEngine,
    stepOf: () => step,
    span: (own, data) =>
      Promise.resolve(openWasmSpans(own, data, (_, options) => lowerSpanToWasm(other, options))),
  };
  await assert.rejects(
    phase(() => epochOn(wrong)),
    (error) =>
      error instanceof PenstockError &&
      /WebAssembly and ONNX Runtime disagree by [\d.]+ in the loss of step \d+/.test(error.message),
  );
});

Deno.test("a training that WebAssembly has no memory for says so", async () => {
  const greedy: Engine = {
    ...wasmEngine,
    span: (step, data) =>
      Promise.resolve(openWasmSpans(step, data, (each, options) => ({
        ...lowerSpanToWasm(each, options),
        pages: 70_000,
      }))),
  };
  await assert.rejects(
    phase(() => epochOn(greedy)),
    (error) => error instanceof PenstockError && /get the 4375 MB of memory/.test(error.message),
  );
});
