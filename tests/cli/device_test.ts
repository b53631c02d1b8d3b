/** `device` and `--device`: where a training is to be made. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/device/", import.meta.url);
const pipeline = (device = "") =>
  `pipe 1
load csv("x.csv", target = y)
model { linear(1) }
loss mse
optimizer sgd(lr = 0.1)
train(epochs = 2, batch = 2)
${device}
`;
const files = {
  "x.pipe": pipeline(),
  "cuda.pipe": pipeline("device cuda(1)"),
  "x.csv": "x,y\n0,1\n1,2\n2,3\n",
};

const mistakes: Readonly<Record<string, { args: readonly string[]; code: number }>> = {
  "missing.txt": { args: ["cuda.pipe"], code: 4 },
  "missing_of_command.txt": { args: ["x.pipe", "--device", "cuda"], code: 2 },
  "foreign.txt": { args: ["x.pipe", "--device", "gpu"], code: 2 },
  "index_too_large.txt": { args: ["x.pipe", "--device", "cuda:64"], code: 2 },
  "malformed.txt": { args: ["x.pipe", "--device", "cuda 1"], code: 2 },
  "foreign_setting.txt": { args: ["cuda.pipe", "--threads", "2"], code: 2 },
  "malformed_threads.txt": { args: ["x.pipe", "--threads", "0"], code: 2 },
};

/** A machine on which CUDA is not set up, whatever is on this one. */
async function withoutCuda<T>(folder: string, use: () => Promise<T>): Promise<T> {
  const before = Deno.env.get("PENSTOCK_CUDA");
  Deno.env.set("PENSTOCK_CUDA", join(folder, "cuda"));
  try {
    return await use();
  } finally {
    if (before === undefined) Deno.env.delete("PENSTOCK_CUDA");
    else Deno.env.set("PENSTOCK_CUDA", before);
  }
}

for (const [name, { args, code }] of Object.entries(mistakes)) {
  Deno.test(`a device that is not there is said before the data are read: ${name}`, async () => {
    await inFolder(async (folder) => {
      await writeFiles(folder, { ...files, ...code === 4 && { "x.csv": "" } });
      const before = await filesIn(folder);
      const { exitCode, stdout, stderr } = await withoutCuda(
        folder,
        () => command(folder, "run", ...args),
      );
      await assertGolden(new URL(name, goldens), `${stdout}${stderr}`.replaceAll(folder, "FOLDER"));
      assert.equal(exitCode, code);
      assert.deepEqual(await filesIn(folder), before);
    });
  });
}

Deno.test("--device takes the place of the pipeline's own, and a run tells it", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    const { exitCode, stderr, stdout } = await command(
      ...[folder, "run", "cuda.pipe", "--device", "cpu", "--out", "out"],
    );
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^device +cpu$/m);
    const again = await command(folder, "verify-run", "out");
    assert.equal(again.exitCode, 0, again.stderr);
  });
});

Deno.test("what is asked of the device joins what the pipeline says of it", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, { ...files, "x.pipe": pipeline("device cpu(threads = 3)") });
    for (
      const [args, device] of [
        [[], "cpu, 3 threads"],
        [["--threads", "2"], "cpu, 2 threads"],
        [["--device", "cpu"], "cpu"],
        [["--device", "cpu", "--threads", "2"], "cpu, 2 threads"],
      ] as const
    ) {
      const { stderr, stdout } = await command(folder, "run", "x.pipe", ...args, "--out", "out");
      assert.equal(/^device +(.*)$/m.exec(stdout)?.[1], device, stderr);
      const lock = await Deno.readTextFile(join(folder, "out/run.lock.yaml"));
      const [, threads = "1"] = /, (\d) threads$/.exec(device) ?? [];
      assert.equal(/^ {2}threads: (.*)$/m.exec(lock)?.[1], threads);
    }
  });
});

Deno.test("auto says why it took the processor where there is nothing else", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, { ...files, "auto.pipe": pipeline("device auto") });
    await withoutCuda(folder, async () => {
      const asked = await command(folder, "run", "auto.pipe", "--out", "a");
      assert.match(asked.stdout, /^device +cpu \(auto: CUDA is not set up: there is no "/m);
      const unasked = await command(folder, "run", "x.pipe", "--out", "x");
      assert.match(unasked.stdout, /^device +cpu$/m);
      const threads = await command(folder, "run", "x.pipe", "--threads", "2", "--out", "t");
      assert.match(threads.stdout, /^device +cpu, 2 threads$/m);
    });
  });
});

Deno.test("a comparison says a foreign device before it trains", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    const { exitCode, stdout, stderr } = await command(
      ...[folder, "compare", "x.pipe", "--seeds", "2", "--device", "gpu"],
    );
    assert.equal(exitCode, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /E0204/);
  });
});

Deno.test("a training is the same whether the pipeline or the command says where it is made", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    const identities = await Promise.all([[], ["--device", "cpu"]].map(async (args, at) => {
      await command(folder, "run", "x.pipe", ...args, "--out", `${at}`);
      const lock = await Deno.readTextFile(join(folder, `${at}/run.lock.yaml`));
      return lock.slice(lock.indexOf("\nidentity:"));
    }));
    assert.deepEqual(identities[0], identities[1]);
  });
});

Deno.test("a plan needs no device", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    const { exitCode, stdout, stderr } = await command(folder, "plan", "cuda.pipe");
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^device +cuda:1$/m);
  });
});
