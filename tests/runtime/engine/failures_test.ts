/** Whatever call of the engine fails, nothing is left open and the mistake is told. */
import assert from "node:assert/strict";
import { run } from "../../../runtime/commands/run.ts";
import { engineFailed } from "../../../runtime/engine/engine_diagnostics.ts";
import { EngineError } from "../../../runtime/engine/engine_error.ts";
import { createEvaluator } from "../../../runtime/evaluate/evaluate.ts";
import type { Engine } from "../../../runtime/engine/engine.ts";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import { loadPlane, loadRings, noAccess, prepareLines, sourceOf } from "../pipelines.ts";
import { trained, trainedUntil } from "../phases.ts";
import { countingEngine } from "./counting_engine.ts";

const lines = [
  loadRings(20),
  "split holdout(valid = 4, test = 4)",
  "model {",
  "  linear(4)",
  "  tanh",
  "  linear(classes)",
  "}",
  "loss cross_entropy",
  "optimizer sgd(lr = 0.1, momentum = 0.9)",
  "schedule plateau(patience = 1)",
  "train(epochs = 3, batch = 5, evaluate = [test], patience = 2)",
  "metric accuracy, confusion_matrix",
];

/** Fails each call of an action in turn until none is left to fail. */
async function failInTurn(
  action: (engine: Engine) => Promise<unknown>,
  isFailure: (error: unknown) => boolean = (error) => error instanceof EngineError,
): Promise<void> {
  const whole = countingEngine();
  await action(whole);
  assert.equal(whole.open, 0, "nothing is open after an action that went well");
  assert(whole.calls > 3, `${whole.calls}`);
  for (let failing = 1; failing <= whole.calls; failing++) {
    const engine = countingEngine(failing);
    await assert.rejects(action(engine), isFailure, `call ${failing}`);
    assert.equal(engine.open, 0, `nothing is open after call ${failing} has failed`);
  }
}

Deno.test("an evaluator of which a model or a call fails leaves nothing open", async () => {
  const { program, parts: [part], initial } = await prepareLines(lines);
  await failInTurn(async (engine) => {
    await using evaluator = await createEvaluator(program, engine);
    await evaluator.evaluate(initial, part);
    await evaluator.evaluateClasses(initial, part);
  });
});

Deno.test("a training in which a call fails leaves nothing open", async () => {
  const prepared = await prepareLines(lines);
  await failInTurn((engine) => trained(prepared, { engine }));
  await failInTurn((engine) => trainedUntil(prepared, 6, { engine }));
});

Deno.test("a run in which a call fails leaves nothing open, and says so", () =>
  failInTurn(
    (engine) => run(sourceOf(lines), { name: "x", access: noAccess, engine }),
    (error) => {
      assert(error instanceof PenstockError);
      assert.deepEqual(error.diagnostics.map(({ code }) => code), ["E0605"]);
      // Down to what the native code threw.
      assert(error.cause instanceof EngineError && error.cause.cause instanceof Error);
      assert.match(error.diagnostics[0]!.message, /^ONNX Runtime cannot go on: call \d+ fails$/);
      return true;
    },
  ));

Deno.test("a training that diverges, or is ended, leaves nothing open", async () => {
  const diverging = await prepareLines([
    loadPlane(20),
    "model { linear(1) }",
    "loss mse",
    "optimizer sgd(lr = 5)",
    "train(epochs = 99, batch = 5)",
  ]);
  const whole = countingEngine();
  await assert.rejects(trained(diverging, { engine: whole }), PenstockError);
  assert.equal(whole.open, 0);
  // The calls that look for the step may fail as well.
  for (let failing = whole.calls - 8; failing <= whole.calls; failing++) {
    const engine = countingEngine(failing);
    await assert.rejects(trained(diverging, { engine }), EngineError);
    assert.equal(engine.open, 0);
  }
  const engine = countingEngine();
  const prepared = await prepareLines(lines);
  const signal = AbortSignal.abort();
  await assert.rejects(trained(prepared, { engine, signal }), PenstockError);
  assert.equal(engine.open, 0);
});

Deno.test("a native error is told by its innermost message", () => {
  const nested = "Non-zero status code. Status Message: Scan failed. Status Message: no memory";
  const { code, message, help } = engineFailed(new EngineError(new Error(nested)));
  assert.deepEqual([code, message], ["E0605", "ONNX Runtime cannot go on: no memory"]);
  assert.match(help!, /smaller batch/);
  assert.match(engineFailed(new EngineError("")).message, /no reason given/);
});
