/** A graphics card as a device: what a person asks for is what is done, or is said. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { crossEntropy } from "../../compiler/losses/cross_entropy.ts";
import { evaluateFile } from "../../runtime/commands/evaluate.ts";
import { predictFile } from "../../runtime/commands/predict.ts";
import { phase } from "../../runtime/commands/phase.ts";
import { runFile } from "../../runtime/commands/run_file.ts";
import { serveFile } from "../../runtime/commands/serve.ts";
import { CudaProblem } from "../../runtime/cuda/cuda_problem.ts";
import { probeCuda } from "../../runtime/cuda/probe_cuda.ts";
import { openCuda } from "../../runtime/engine/cuda.ts";
import type { Tensors } from "../../runtime/engine/tensor.ts";
import { bytesOf } from "../../runtime/engine/tensor_rows.ts";
import { toHost } from "../compiler/helpers.ts";
import { dataFor, dense, stagesOf } from "../compiler/models.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { onStandIn, playing } from "./on_stand_in.ts";
import { countsOfStep, openCounted } from "./step_counts.ts";

const stages = stagesOf({ features: 4, layers: [dense(8), dense(3)], loss: crossEntropy });
const rows = 1000;
const data: Tensors = Object.fromEntries(
  Object.entries(dataFor(stages, rows)).map(([name, each]) => [name, toHost(each)]),
);

/** Iris, for a device that is named. */
const context = {
  workingDirectory: fileURLToPath(new URL("../../", import.meta.url)),
  allowed: [],
};

Deno.test({
  ...onStandIn("strict float32 is asked of NVIDIA's libraries unless TF32 is asked for"),
  async fn() {
    const { engine } = await openCounted();
    assert.equal(Deno.env.get("NVIDIA_TF32_OVERRIDE"), "0");
    assert.equal(engine.device, "cuda:0");
    assert.match(engine.about ?? "", /strict float32$/);
    const card = await probeCuda(0);
    assert(!(card instanceof CudaProblem));
    const fast = await openCuda(card, { tf32: true, deterministic: true });
    assert.equal(Deno.env.get("NVIDIA_TF32_OVERRIDE"), undefined);
    assert.equal(fast.device, "cuda:0, TF32, deterministic");
  },
});

Deno.test({
  ...onStandIn("data stay on the card, so that a span sends up its rows and its state alone"),
  async fn() {
    const { engine, counters } = await openCounted();
    const step = engine.stepOf(stages, { batch: 10, isRagged: false });
    await countsOfStep(step, data, { engine, counters });
    const before = counters.read();
    await countsOfStep(step, data, { engine, counters });
    const { bytesUp } = counters.read();
    // Once for the session, in 42 steps; fed in each of its three calls, they would be three times as much.
    assert(bytesUp - before.bytesUp < 2 * bytesOf(data), `${bytesUp - before.bytesUp}`);
  },
});

Deno.test({
  ...onStandIn("data larger than the card's memory go up span by span"),
  async fn() {
    const memory = 2 * bytesOf(data);
    await openCounted();
    const card = await playing({ memory: bytesOf(data) }, () => probeCuda(0));
    assert(!(card instanceof CudaProblem));
    assert(card.memory.free < memory);
    const small = await openCuda(card, { tf32: false, deterministic: false });
    const { counters } = await openCounted();
    const step = small.stepOf(stages, { batch: 10, isRagged: false });
    const { bytesUp } = await countsOfStep(step, data, { engine: small, counters });
    const ofRows = 10 * bytesOf(data) / rows;
    assert(bytesUp >= ofRows, `${bytesUp} for ${ofRows}`);
  },
});

Deno.test({
  ...onStandIn("where memory ends, that is what is said"),
  async fn() {
    const { engine } = await openCounted();
    const step = engine.stepOf(stages, { batch: 10, isRagged: false });
    await assert.rejects(
      playing({ memory: 1000 }, () => phase(() => engine.span(step, data))),
      /there is no memory for another [\d.]+ MB/,
    );
  },
});

Deno.test({
  ...onStandIn("a finished model answers, is judged and is served on the card"),
  async fn() {
    const { counters } = await openCounted();
    await inFolder(async (out) => {
      const options = { context, out: `${out}/iris` };
      await runFile("pipelines/iris.pipe", { ...options, device: "cpu" });
      const [model, table, device] = [`${out}/iris/model.onnx`, "data/iris.csv", "cuda"];
      const answers = [
        async () => (await predictFile(model, table, context, { device })).rows,
        async () => (await evaluateFile(model, table, { context, device })).metrics.rows,
        async () => {
          const server = await serveFile(model, { context, device, port: 0 });
          const health = await fetch(`${server.address}v2/health/live`);
          await health.body?.cancel();
          await server.stop();
          return health.status;
        },
      ];
      for (const [at, answer] of answers.entries()) {
        const { launches } = counters.read();
        assert.equal(await answer(), [150, 150, 200][at]);
        // Making a session starts no kernel, which is all that a server has done.
        assert.equal(counters.read().launches > launches, at < 2, `${at}`);
      }
    });
  },
});

const machines = [
  [{ devices: 0 }, /"cuda:0" cannot be used: the driver finds no graphics card/],
  [{ driver: 12080 }, /"cuda:0" cannot be used: the driver is too old: it has CUDA 12\.8/],
] as const;

for (const [machine, message] of machines) {
  Deno.test({
    ...onStandIn(
      `a run asks in vain on a machine of ${JSON.stringify(machine)}, and leaves nothing`,
    ),
    async fn() {
      await openCounted();
      await inFolder(async (out) => {
        const options = { context, device: "cuda", out: `${out}/o` };
        await playing(
          machine,
          () => assert.rejects(runFile("pipelines/iris.pipe", options), message),
        );
        assert.deepEqual([...Deno.readDirSync(out)], []);
      });
    },
  });
}
