/** `deno task bench-gpu` on the stand-in: a dry run. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { GpuMeasured } from "../../bench/gpu_measured.ts";
import { subprocess } from "../cli/command.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { onStandIn, theStandIn } from "./on_stand_in.ts";

Deno.test({
  ...onStandIn("the benchmark runs every batch in both precisions, and says that it means nothing"),
  async fn() {
    await inFolder(async (folder) => {
      const out = join(folder, "gpu.json");
      const env = { PENSTOCK_CUDA: theStandIn().installation };
      const args = ["--only", "28-256-256-1", "--out", out];
      const { exitCode, stdout, stderr } = await subprocess("bench-gpu", args, { folder, env });
      assert.equal(exitCode, 0, stderr);
      assert.match(stdout, /^A dry run on "Stand-in": the numbers mean nothing/);
      const { isDryRun, cases, precisions }: GpuMeasured = JSON.parse(await Deno.readTextFile(out));
      assert.equal(isDryRun, true);
      assert.deepEqual(cases.map(({ batch }) => batch), [128, 1024, 8192, 65_536]);
      assert.deepEqual(precisions.map(({ precision }) => precision), ["float32", "TF32"]);
      const outcomes = precisions.flatMap(({ own }) => own.outcomes);
      assert.equal(outcomes.length, 8);
      assert.deepEqual(outcomes.filter((each) => "problem" in each), []);
    });
  },
});
