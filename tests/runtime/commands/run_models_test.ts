import assert from "node:assert/strict";
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { runFile } from "../../../runtime/commands/run_file.ts";
import type { Engine } from "../../../runtime/engine/engine.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { inFolder } from "../pipelines.ts";

Deno.test("a run of iris makes each model ready once", async () => {
  const models: string[] = [];
  let spans = 0;
  const engine: Engine = {
    cost: cpuEngine.cost,
    stepOf: cpuEngine.stepOf,
    device: "cpu",
    threads: 1,
    version: () => cpuEngine.version(),
    session(model) {
      const bytes = model instanceof Uint8Array ? model : encodeModel(model);
      models.push(bytes.join());
      return cpuEngine.session(bytes);
    },
    span(step, data) {
      spans++;
      return cpuEngine.span(step, data);
    },
    place: (tensors) => cpuEngine.place(tensors),
  };
  await inFolder(async (out) => {
    const context = {
      workingDirectory: new URL("../../../", import.meta.url).pathname,
      allowed: [],
    };
    await runFile("pipelines/iris.pipe", { context, engine, out: `${out}/iris` });
  });
  // Preprocessing, scoring, metrics, the answers read from scores, the finished model, and a metric of its answers.
  assert.equal(models.length, 6);
  assert.equal(new Set(models).size, models.length, "no model is made twice");
  assert.equal(spans, 1);
});
