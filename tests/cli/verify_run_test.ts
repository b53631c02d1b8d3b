/** A run is made again from its folder, and the first thing that differs is told. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeNpz, encodeNpz } from "../../runtime/formats/npz.ts";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/verify_run/", import.meta.url);
const pipeline = `pipe 1
param width: int = 3
load csv("x.csv", target = y)
split holdout(test = 4, seed = 2)
model {
  linear(width)
  tanh
  linear(classes)
}
loss cross_entropy
optimizer adam(lr = 0.1)
train(epochs = 4, batch = 3)
`;
const table = "x,y\n" +
  Array.from({ length: 20 }, (_, row) => `${row},${row % 3 ? "a" : "b"}\n`).join("");

async function withRun(use: (folder: string) => Promise<void>, ...args: readonly string[]) {
  await inFolder(async (folder) => {
    await writeFiles(folder, {
      "pipes/x.pipe": pipeline,
      "pipes/x.csv": table,
      "p.yaml": "width: 4\n",
    });
    const { exitCode, stderr } = await command(
      folder,
      "run",
      "pipes/x.pipe",
      "--out",
      "deep/out",
      ...args,
    );
    assert.equal(exitCode, 0, stderr);
    await use(folder);
  });
}

async function changed(path: string, change: (text: string) => string): Promise<void> {
  const before = await Deno.readTextFile(path);
  const after = change(before);
  assert.notEqual(after, before);
  await Deno.writeTextFile(path, after);
}

const choices: Readonly<Record<string, readonly string[]>> = {
  "as it is": [],
  "with parameters": ["--set", "width=5"],
  "with a file of parameters": ["--params", "p.yaml"],
  "with a line a step": ["--history", "steps"],
  "with another seed": ["--seed", "7"],
  "with two threads": ["--threads", "2"],
};

for (const [name, args] of Object.entries(choices)) {
  Deno.test(`a run ${name} is made again from anywhere, and nothing is written`, async () => {
    await withRun(async (folder) => {
      const before = await filesIn(folder);
      for (const [stand, out] of [[folder, "deep/out"], [join(folder, "deep"), "out"]]) {
        const { exitCode, stdout, stderr } = await command(stand, "verify-run", out);
        assert.equal(exitCode, 0);
        assert.match(stderr, /^(epoch \d\/4 .*\n){4}$/);
        await assertGolden(
          new URL("same.txt", goldens),
          stdout.replaceAll(/\s+/g, " ").replace(out, "OUT") + "\n",
        );
      }
      assert.deepEqual(await filesIn(folder), before);
    }, ...args);
  });
}

const lock = "deep/out/run.lock.yaml";
/** What happens to a run before it is made again. */
const mistakes: Readonly<
  Record<string, readonly [exitCode: number, file: string, change: (text: string) => string]>
> = {
  E0702_result: [5, "deep/out/history.csv", (text) => text.replace("0", "1")],
  E0703_data: [5, "pipes/x.csv", (text) => text.replace("19,", "18,")],
  E0703_rate: [5, "pipes/x.pipe", (text) => text.replace("0.1", "0.2")],
  E0703_comment: [5, "pipes/x.pipe", (text) => `# mine\n${text}`],
  E0704_graph: [5, lock, (text) => text.replace(/graph: \w+/, "graph: abc")],
  E0705_numbers: [
    5,
    lock,
    (text) =>
      text.replace(
        /engine: .*/,
        "engine: onnxruntime 1.0.0",
      ),
  ],
  E0528_other_version: [2, lock, (text) => text.replace("lock: 1", "lock: 2")],
  E0528_no_yaml: [2, lock, () => "a: [\n"],
  E0528_other_yaml: [2, lock, () => "a: 1\n"],
  E0528_file_of_others: [2, lock, (text) => text.replace("history.csv:", "../p.yaml:")],
  E0529_no_file: [2, lock, (text) => text.replace(/choice:\n( {2}.*\n)+/, "")],
};

for (const [name, [exitCode, file, change]] of Object.entries(mistakes)) {
  Deno.test(`a run is not made again: ${name}`, async () => {
    await withRun(async (folder) => {
      await changed(join(folder, file), change);
      if (name === "E0705_numbers") await drift(folder);
      const { exitCode: code, stderr } = await command(folder, "verify-run", "deep/out");
      // Beside the lines of the second training.
      const shown = stderr.replaceAll(/^epoch .*\n/gm, "").replaceAll(
        /penstock \d\S* with onnxruntime \d\S*/g,
        "penstock V with onnxruntime V",
      );
      await assertGolden(new URL(`${name}.txt`, goldens), shown);
      assert.equal(code, exitCode);
    });
  });
}

/** Another parameter than the run has left, with a hash that says it was that. */
async function drift(folder: string): Promise<void> {
  const path = join(folder, "deep/out/parameters.npz");
  const arrays = decodeNpz(await Deno.readFile(path));
  const changes = [...arrays].map(([name, { shape, data }]) =>
    [name, {
      shape,
      data: Array.from(data, (value, at) => at === 0 ? value + 0.125 : value),
    }] as const
  );
  const bytes = encodeNpz(Object.fromEntries(changes));
  await Deno.writeFile(path, bytes);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  await changed(
    join(folder, lock),
    (text) => text.replace(/parameters.npz: \w+/, `parameters.npz: ${hash}`),
  );
}
