/** What a run leaves that does not end, and what the next one makes of it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import { renderAll } from "../../../dsl/report/render.ts";
import { decodeCheckpoint, encodeCheckpoint } from "../../../runtime/checkpoints/checkpoint.ts";
import { runFile, type RunFileOptions } from "../../../runtime/commands/run_file.ts";
import type { Report } from "../../../dsl/text/report.ts";
import { accessFor } from "../../../runtime/files/access.ts";
import type { CheckpointFiles } from "../../../runtime/files/checkpoint_files.ts";
import { claimOutFolder, filesLeft, type OutFolder } from "../../../runtime/files/out_folder.ts";
import { outPlace } from "../../../runtime/files/out_place.ts";
import { run as runSource, type RunListener } from "../../../runtime/commands/run.ts";
import { histories } from "../../../runtime/results/metrics.ts";
import { assertGolden } from "../../golden.ts";
import { filesIn, inFolder, writeFiles } from "../pipelines.ts";

const goldens = new URL("../golden/checkpoints/", import.meta.url);
const csv = (rows: number) =>
  "a,b,y\n" +
  Array.from({ length: rows }, (_, row) =>
    `${Math.sin(row).toFixed(3)},${Math.cos(2 * row).toFixed(3)},${
      Math.sin(row) > 0 ? "yes" : "no"
    }\n`).join("");
const pipe = `pipe 1
load csv("x.csv", target = y)
split holdout(test = 10, seed = 1)
model {
  linear(4)
  tanh
  dropout(0.1)
  linear(classes)
}
loss cross_entropy
optimizer adam(lr = 0.01)
train(epochs = 12, batch = 4)
metric accuracy
`;

interface Ran {
  /** Everything that was told. */
  readonly told: string;
  readonly isWhole: boolean;
}

interface RunChoice extends Pick<RunFileOptions, "out" | "resume" | "checkpoints" | "history"> {
  /** The epoch after which it is interrupted. */
  readonly until?: number;
  /** Claims the folder of the run. */
  readonly claim?: (report: Report) => Promise<OutFolder>;
}

/** Runs `x.pipe` of a folder into `out/x`. */
async function run(
  folder: string,
  { until = Infinity, claim, ...options }: RunChoice = {},
): Promise<Ran> {
  const signal = { aborted: false };
  const warnings: string[] = [];
  const tell = (problems: Parameters<typeof renderAll>[0]) => warnings.push(renderAll(problems));
  const context = { workingDirectory: folder, allowed: [] };
  const listener: RunListener = {
    onWarning: (warning) => tell([warning]),
    onEpoch: ({ epoch }) => signal.aborted = epoch >= until,
  };
  const chosen = {
    resumeWith: "penstock run x.pipe --resume",
    listener,
    signal,
    ...options,
  };
  const text = await Deno.readTextFile(join(folder, "x.pipe"));
  const attempt = claim
    ? runSource({ name: "x.pipe", text }, {
      ...{ ...chosen, claim, name: "x", access: accessFor(folder, context) },
    })
    : runFile("x.pipe", { ...chosen, context });
  const isWhole = await attempt.then(() => true, (error) => {
    if (!(error instanceof PenstockError)) throw error;
    tell(error.diagnostics);
    return false;
  });
  return { told: warnings.join("\n\n") + "\n", isWhole };
}

async function withRun(use: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    await writeFiles(folder, { "x.pipe": pipe, "x.csv": csv(40) });
    await use(folder);
  });
}

async function checkpointsIn(folder: string): Promise<readonly string[]> {
  const below = join(folder, "out/x.partial/checkpoints");
  return (await filesIn(below)).map((name) => join(below, name));
}

async function changed(path: string, change: (text: string) => string): Promise<void> {
  await Deno.writeTextFile(path, change(await Deno.readTextFile(path)));
}

for (const history of histories) {
  Deno.test(`a run that goes on leaves the same bytes as one that was never stopped: ${history}`, async () => {
    await withRun(async (folder) => {
      await run(folder, { out: "whole", history });
      for (const until of [3, 4, 9]) {
        const { isWhole } = await run(folder, { until, resume: until > 3, history });
        assert(!isWhole);
        assert.deepEqual(
          await filesIn(join(folder, "out")),
          (await checkpointsIn(folder)).map((path) => path.slice(folder.length + "/out/".length)),
        );
      }
      assert((await run(folder, { resume: true, history })).isWhole);
      // The lock alone knows the time.
      for (const name of filesLeft.run.filter((each) => each !== "run.lock.yaml")) {
        const [whole, resumed] = await Promise.all(
          ["whole", "out/x"].map((out) => Deno.readFile(join(folder, out, name))),
        );
        assert.deepEqual(resumed, whole, name);
      }
      assert.deepEqual(
        (await filesIn(join(folder, "out"))).sort(),
        filesLeft.run.map((each) => `x/${each}`).sort(),
      );
    });
  });
}

Deno.test("what a killed run told of steps after its last checkpoint is not told twice", async () => {
  await withRun(async (folder) => {
    await run(folder, { out: "whole", history: "steps" });
    await run(folder, { until: 3, history: "steps" });
    const steps = join(folder, "out/x.partial/checkpoints/steps.csv");
    await Deno.writeTextFile(steps, "25,4,0.01,0.7\r\n26,4,0.0", { append: true });
    assert((await run(folder, { resume: true, history: "steps" })).isWhole);
    const [whole, resumed] = await Promise.all(
      ["whole", "out/x"].map((out) => Deno.readTextFile(join(folder, out, "history.csv"))),
    );
    assert.equal(resumed, whole);
    assert.equal(whole.trimEnd().split("\n").length, 1 + 12 * 8);
  });
});

Deno.test("the steps of a training that breaks down are not left behind", async () => {
  await withRun(async (folder) => {
    await changed(
      join(folder, "x.pipe"),
      (text) => text.replace("adam(lr = 0.01)", "sgd(lr = 1e38)"),
    );
    const { told } = await run(folder, { history: "steps" });
    assert.match(told, /^error\[E0601\]/m);
    assert.deepEqual(await filesIn(folder), ["x.csv", "x.pipe"]);
  });
});

Deno.test("a history of every step that cannot grow ends the run, and its last state stays", async () => {
  await withRun(async (folder) => {
    await run(folder, { until: 3, history: "steps" });
    const claim = async (report: Report) => {
      const claimed = await claimOutFolder(outPlace("out/x", folder), { by: "run", report });
      const append = () => Promise.reject(new Error("No space left on device (os error 28)"));
      const steps = { ...claimed.checkpoints.steps, append };
      return { ...claimed, checkpoints: { ...claimed.checkpoints, steps } };
    };
    const { told, isWhole } = await run(folder, { resume: true, history: "steps", claim });
    assert(!isWhole);
    await assertGolden(new URL("E0532_full_disk.txt", goldens), told);
    assert((await run(folder, { resume: true, history: "steps" })).isWhole);
  });
});

Deno.test("the last states and the best are kept, at the pace that is asked for", async () => {
  await withRun(async (folder) => {
    const checkpoints = { every: { epochs: 2 }, count: 3 };
    await changed(
      join(folder, "x.pipe"),
      (text) => text.replace("monitor", "").replace("batch = 4", "batch = 4, monitor = train_loss"),
    );
    await run(folder, { until: 9, checkpoints });
    // 30 rows are 8 steps an epoch; the loss falls, so that each is the best by then.
    const names = (await checkpointsIn(folder)).map((path) => Number(/step-(\d+)/.exec(path)?.[1]));
    assert.deepEqual(names, [6 * 8, 8 * 8, 9 * 8]);
    assert((await checkpointsIn(folder)).at(-1)?.endsWith("-best.checkpoint"));
  });
});

Deno.test("the best state stays though it is not among the last", async () => {
  await withRun(async (folder) => {
    // Nothing is learnt: the first epoch is the best.
    await changed(
      join(folder, "x.pipe"),
      (text) =>
        text.replace("lr = 0.01", "lr = 1e-30").replace(
          "batch = 4",
          "batch = 30, monitor = train_loss, min_delta = 1.0",
        )
          .replace("  dropout(0.1)\n", ""),
    );
    await run(folder, { until: 9, checkpoints: { every: { epochs: 1 }, count: 2 } });
    const names = (await checkpointsIn(folder)).map((path) =>
      path.slice(path.lastIndexOf("/") + 1)
    );
    assert.deepEqual(names, [
      "step-000000000001-best.checkpoint",
      "step-000000000008.checkpoint",
      "step-000000000009.checkpoint",
    ]);
  });
});

/** What happens to an unfinished run before it is to go on. */
const mistakes: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  E0525_nothing_to_resume: async (folder) =>
    await Deno.remove(join(folder, "out/x.partial"), { recursive: true }),
  E0526_damaged: async (folder) => {
    const [path] = await checkpointsIn(folder);
    const bytes = await Deno.readFile(path);
    bytes[bytes.length >> 1] ^= 1;
    await Deno.writeFile(path, bytes);
  },
  E0526_cut_off: async (folder) => {
    const [path] = await checkpointsIn(folder);
    await Deno.writeFile(path, (await Deno.readFile(path)).slice(0, 100));
  },
  E0526_foreign: async (folder) => {
    const [path] = await checkpointsIn(folder);
    await Deno.writeTextFile(path, "PK something else");
  },
  E0526_of_tomorrow: async (folder) => {
    const [path] = await checkpointsIn(folder);
    const bytes = await Deno.readFile(path);
    bytes.set(new TextEncoder().encode("2"), "penstock checkpoint ".length);
    await Deno.writeFile(path, bytes);
  },
  E0527_wider_layer: async (folder) =>
    await changed(join(folder, "x.pipe"), (text) => text.replace("linear(4)", "linear(5)")),
  E0527_other_data: async (folder) =>
    await changed(join(folder, "x.csv"), (text) => text.replace("0.000,1.000", "0.000,1.001")),
  E0527_much_else: async (folder) => {
    await changed(
      join(folder, "x.pipe"),
      (text) =>
        text.replace("0.01", "0.02").replace("tanh", "relu").replace("(0.1)", "(0.5)").replace(
          "= 12",
          "= 13",
        ),
    );
  },
};

for (const [name, change] of Object.entries(mistakes)) {
  Deno.test(`an unfinished run is not gone on with: ${name}`, async () => {
    await withRun(async (folder) => {
      await run(folder, { until: 2 });
      await change(folder);
      const before = await filesIn(folder);
      const { told, isWhole } = await run(folder, { resume: true });
      assert(!isWhole);
      await assertGolden(new URL(`${name}.txt`, goldens), told);
      assert.deepEqual(await filesIn(folder), before, "nothing is lost");
    });
  });
}

Deno.test("a history of every step is not gone on with that would lack the first ones", async () => {
  await withRun(async (folder) => {
    await run(folder, { until: 1, history: "steps" });
    await run(folder, { until: 2, resume: true });
    const { told } = await run(folder, { resume: true, history: "steps" });
    await assertGolden(new URL("E0531_steps_not_kept.txt", goldens), told);
    assert((await run(folder, { resume: true })).isWhole);
  });
});

Deno.test("what is expected of the metrics may change before a run goes on", async () => {
  await withRun(async (folder) => {
    await run(folder, { until: 2 });
    await changed(
      join(folder, "x.pipe"),
      (text) => `# harder\n${text}expect accuracy in 0.1..1.0 on test\n`,
    );
    assert.deepEqual(await run(folder, { resume: true }), { told: "\n", isWhole: true });
  });
});

Deno.test("a run says that another version began it", async () => {
  await withRun(async (folder) => {
    await run(folder, { until: 2 });
    const [path] = await checkpointsIn(folder);
    const { identity, progress } = decodeCheckpoint(await Deno.readFile(path));
    const computed_by = { penstock: "0.0.1", engine: "onnxruntime 1.0.0", device: "cpu" };
    const other = { ...identity, computed_by };
    await Deno.writeFile(path, encodeCheckpoint({ identity: other, progress }));
    const { told, isWhole } = await run(folder, { resume: true });
    assert(isWhole);
    const now = `penstock ${identity.computed_by.penstock} with ${identity.computed_by.engine}`;
    await assertGolden(
      new URL("W0505_other_version.txt", goldens),
      told.replace(now, "penstock NOW"),
    );
  });
});

Deno.test("a run that begins again says what it will replace, and keeps what is further", async () => {
  await withRun(async (folder) => {
    await run(folder, { until: 5 });
    const further = await checkpointsIn(folder);
    const { told } = await run(folder, { until: 2 });
    await assertGolden(new URL("W0506_same_training.txt", goldens), told);
    assert.deepEqual(await checkpointsIn(folder), further);
    await changed(join(folder, "x.pipe"), (text) => text.replace("0.01", "0.02"));
    const other = await run(folder, { until: 2 });
    await assertGolden(new URL("W0506_other_training.txt", goldens), other.told);
    assert.deepEqual((await checkpointsIn(folder)).map((path) => /step-0+(\d+)/.exec(path)?.[1]), [
      "16",
    ]);
    const [path] = await checkpointsIn(folder);
    await Deno.writeTextFile(path, "damaged");
    const last = await run(folder);
    assert(last.isWhole);
    await assertGolden(new URL("W0506_damaged.txt", goldens), last.told);
  });
});

Deno.test("a training goes on where its state cannot be saved, and says so", async () => {
  await withRun(async (folder) => {
    const fullDisk = (at: number) => async (report: Report) => {
      const claimed = await claimOutFolder(outPlace("out/x", folder), { by: "run", report });
      let saves = 0;
      const save: CheckpointFiles["save"] = async (content, named) => {
        if (++saves >= at) throw new Error("No space left on device (os error 28)");
        return await claimed.checkpoints.save(content, named);
      };
      return { ...claimed, checkpoints: { ...claimed.checkpoints, save } };
    };
    const checkpoints = { every: { epochs: 4 } };
    const claim = fullDisk(1);
    const never = await run(folder, { until: 5, checkpoints, claim, history: "steps" });
    await assertGolden(new URL("W0507_never_saved.txt", goldens), never.told);
    assert.deepEqual(await filesIn(folder), ["x.csv", "x.pipe"]);
    const later = await run(folder, { until: 9, checkpoints, claim: fullDisk(2) });
    await assertGolden(new URL("W0507_saved_before.txt", goldens), later.told);
    assert.equal((await checkpointsIn(folder)).length, 1);
    assert((await run(folder, { checkpoints, resume: true, claim: fullDisk(1) })).isWhole);
  });
});

Deno.test("a training that breaks down leaves nothing to go on with", async () => {
  await withRun(async (folder) => {
    await changed(
      join(folder, "x.pipe"),
      (text) => text.replace("adam(lr = 0.01)", "sgd(lr = 1e30)").replace("cross_entropy", "mse"),
    );
    await changed(
      join(folder, "x.csv"),
      (text) => text.replaceAll("yes", "1").replaceAll("no", "0"),
    );
    await changed(
      join(folder, "x.pipe"),
      (text) =>
        text.replace("linear(classes)", "linear(1)").replace("metric accuracy", "metric mae"),
    );
    const { told } = await run(folder, { checkpoints: { every: { epochs: 1 } } });
    assert.match(told, /^error\[E0601\]/m);
    assert.deepEqual(await filesIn(folder), ["x.csv", "x.pipe"]);
  });
});
