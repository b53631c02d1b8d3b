/** A run starts from the parameters of another one, in the layers that fit. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeNpz, encodeNpz } from "../../runtime/formats/npz.ts";
import { assertGolden } from "../golden.ts";
import { inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/fine_tuning/", import.meta.url);
const training = "optimizer sgd(lr = 0.1)\ntrain(epochs = 2, batch = 4)\n";
const pipeline = (layers: readonly string[]) =>
  `pipe 1
load csv("x.csv", target = y)
split holdout(test = 4, seed = 2)
scale standard
model {
${layers.map((layer) => `  ${layer}`).join("\n")}
}
loss cross_entropy
${training}`;
const base = ["hidden: linear(3)", "relu", "norm: batch_norm", "head: linear(classes)"];
/** Keeps what it takes of the base, and has more behind it. */
const deeper = [
  ...["hidden: linear(3, trainable = false)", "relu", "norm: batch_norm", "middle: linear(5)"],
  ...["tanh", "head: linear(classes)"],
];
const table = "x,z,y\n" +
  Array.from({ length: 16 }, (_, row) => `${(row * 7) % 16},${row % 5},${row % 3 ? "a" : "b"}\n`)
    .join("");

/** What becomes of a pipeline that starts from a run of `base`, in a folder with both. */
async function tuned(
  layers: readonly string[],
  use: (stand: { readonly folder: string; readonly stdout: string; readonly stderr: string }) =>
    | Promise<void>
    | void,
  { from = "out/base", isTrained = true, before }: {
    readonly from?: string;
    readonly isTrained?: boolean;
    readonly before?: (folder: string) => Promise<void>;
  } = {},
): Promise<void> {
  await inFolder(async (folder) => {
    await writeFiles(folder, {
      ...{ "base.pipe": pipeline(base), "x.csv": table },
      "fine.pipe": pipeline(layers).replace(isTrained ? "" : training, ""),
    });
    const { exitCode, stderr } = await command(folder, "run", "base.pipe");
    assert.equal(exitCode, 0, stderr);
    await before?.(folder);
    await use({ folder, ...await command(folder, "run", "fine.pipe", "--from", from) });
  });
}

const arraysOf = async (run: string) => decodeNpz(await Deno.readFile(join(run, "parameters.npz")));

for (const from of ["out/base", "out/base/parameters.npz"]) {
  Deno.test(`--from ${from}: layers that fit start from there, and are told`, async () => {
    await tuned(deeper, async ({ folder, stdout, stderr }) => {
      assert.equal(stderr, "");
      const start = stdout.split("\n").find((line) => line.startsWith("start"));
      assert.equal(
        start,
        "start     from out/base/parameters.npz: hidden, norm; anew: middle (not there), head " +
          "(weight is [2, 5], there [2, 3])",
      );
      const [then, now] = await Promise.all([
        arraysOf(join(folder, "out/base")),
        arraysOf(join(folder, "out/fine")),
      ]);
      // It is not trained, so it still is as it started.
      assert.deepEqual(now.get("hidden.weight"), then.get("hidden.weight"));
      const { started_from } = JSON.parse(
        await Deno.readTextFile(join(folder, "out/fine/metrics.json")),
      );
      assert.deepEqual(started_from, { layers: ["hidden", "norm"], anew: ["middle", "head"] });
    }, { from });
  });
}

Deno.test("what the model has not is told too", async () => {
  await tuned(["hidden: linear(3)", "relu", "last: linear(classes)"], ({ stdout }) => {
    assert.match(stdout, /hidden; anew: last \(not there\); not used: norm, head\n/);
  });
});

Deno.test("a layer of which a part is not there starts anew as a whole", async () => {
  await tuned(base, ({ stdout }) => {
    assert.match(stdout, /npz: norm, head; anew: hidden \(bias is not there\)\n/);
  }, {
    async before(folder) {
      const path = join(folder, "out/base/parameters.npz");
      const { "hidden.bias": _, ...rest } = Object.fromEntries(
        decodeNpz(await Deno.readFile(path)),
      );
      await Deno.writeFile(path, encodeNpz(rest));
    },
  });
});

Deno.test("verify-run starts from there again, and tells where that run is another one", async () => {
  await tuned(deeper, async ({ folder }) => {
    const again = await command(folder, "verify-run", "out/fine");
    assert.deepEqual([again.exitCode, again.stdout.slice(0, 19)], [0, "out/fine made again"]);
    await Deno.writeTextFile(
      join(folder, "base.pipe"),
      pipeline(base).replace("pipe 1", "pipe 1\nseed 3"),
    );
    await command(folder, "run", "base.pipe");
    const { stderr } = await command(folder, "verify-run", "out/fine");
    assert.match(stderr, /out\/base\/parameters.npz has changed/);
  });
});

Deno.test("a run may start from what it replaces", async () => {
  await tuned(base, async ({ folder }) => {
    const { exitCode, stdout } = await command(folder, "run", "base.pipe", "--from", "out/base");
    assert.equal(exitCode, 0);
    assert.match(stdout, /from out\/base\/parameters.npz: hidden, norm, head\n/);
  });
});

type Mistake = Parameters<typeof tuned>[2] & { readonly layers?: readonly string[] };

const mistakes: Readonly<Record<string, Mistake>> = {
  "no_layer_fits.txt": { layers: ["hidden: linear(4)", "relu", "last: linear(classes)"] },
  "nothing_to_fit.txt": { layers: ["tanh"], isTrained: false },
  "no_run.txt": { from: "out/bas" },
  "no_parameters.txt": { from: "out" },
  "no_archive.txt": { from: "x.csv" },
  "not_finite.txt": {
    async before(folder) {
      const path = join(folder, "out/base/parameters.npz");
      const arrays = decodeNpz(await Deno.readFile(path));
      const odd = { shape: [3], data: Float32Array.of(1, NaN, 2) };
      await Deno.writeFile(
        path,
        encodeNpz({ ...Object.fromEntries(arrays), "hidden.bias": odd }),
      );
    },
  },
};

for (const [file, { layers = base, ...options }] of Object.entries(mistakes)) {
  Deno.test(`${file}: a run that cannot start from there says why`, async () => {
    await tuned(layers, async ({ stderr }) => {
      await assertGolden(new URL(file, goldens), stderr);
    }, options);
  });
}
