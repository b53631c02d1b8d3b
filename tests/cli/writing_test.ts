/** Where the commands write: to the folder of a run, and nowhere else. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { filesIn, inFolder } from "../runtime/pipelines.ts";
import { parseLock } from "../../runtime/results/lock.ts";
import { filesLeft } from "../../runtime/files/out_folder.ts";
import { command } from "./command.ts";

const pipeline = `pipe 1
load csv("x.csv", target = y)
split holdout(test = 2)
model  { linear(classes) }
loss cross_entropy
optimizer sgd(lr = 0.1)
train(epochs = 2, batch = 1)
`;
const table = "x,y\n0,a\n1,b\n2,a\n3,b\n4,a\n5,b\n";
const runFiles = filesLeft.run;

async function inProject(use: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), pipeline);
    await Deno.writeTextFile(join(folder, "x.csv"), table);
    await use(folder);
  });
}

Deno.test("a run writes the files of its folder and no other", async () => {
  await inProject(async (folder) => {
    const before = await filesIn(folder);
    const { exitCode } = await command(folder, "run", "x.pipe", "--out", "deep/er");
    assert.equal(exitCode, 0);
    const expected = [...before, ...runFiles.map((name) => `deep/er/${name}`)];
    assert.deepEqual(await filesIn(folder), expected.sort());
    assert.deepEqual(await Deno.readTextFile(join(folder, "x.pipe")), pipeline);
  });
});

Deno.test("a folder that takes no files is refused before any work", {
  // Permissions do not keep an administrator out; this does.
  ignore: Deno.build.os !== "linux",
}, async () => {
  await inProject(async (folder) => {
    const left = await filesIn(folder);
    await Deno.mkdir(join(folder, "closed"), { mode: 0o555 });
    const isOpen = await Deno.mkdir(join(folder, "closed/x")).then(() => true, () => false);
    const out = isOpen ? "/proc/closed" : "closed/out";
    const { exitCode, stdout, stderr } = await command(folder, "run", "x.pipe", "--out", out);
    assert.deepEqual([exitCode, stdout], [2, ""]);
    assert.match(stderr, /^error\[E0503\]: The folder ".*" cannot be written: /);
    await Deno.remove(join(folder, "closed"), { recursive: true });
    assert.deepEqual(await filesIn(folder), left);
  });
});

Deno.test("a clock that is set back meanwhile changes nothing but the time of day", async () => {
  await inProject(async (folder) => {
    await command(folder, "run", "x.pipe", "--out", "straight");
    const { Date: RealDate } = globalThis;
    let now = RealDate.now();
    globalThis.Date = class extends RealDate {
      constructor(...args: readonly number[]) {
        super(args.length === 0 ? now -= 3_600_000 : args[0]);
      }
      static override now = () => now -= 3_600_000;
    } as DateConstructor;
    try {
      const { exitCode, stderr } = await command(folder, "run", "x.pipe", "--out", "set back");
      assert.deepEqual([exitCode, stderr], [0, ""]);
    } finally {
      globalThis.Date = RealDate;
    }
    const [straight, setBack] = await Promise.all(
      ["straight", "set back"].map(async (out) =>
        parseLock(await Deno.readTextFile(join(folder, out, "run.lock.yaml")))
      ),
    );
    assert.deepEqual(setBack.results, straight.results);
    const { begun, ended, seconds } = setBack.times;
    assert(seconds >= 0 && seconds < 60, `${seconds} s`);
    assert.equal(Date.parse(ended) - Date.parse(begun), Math.round(1000 * seconds));
  });
});

Deno.test("commands that only look write nothing", async () => {
  await inProject(async (folder) => {
    assert.equal((await command(folder, "run", "x.pipe", "--out", "out")).exitCode, 0);
    const before = await filesIn(folder);
    const looks = [
      ["check", "x.pipe"],
      ["plan", "x.pipe"],
      ["params", "x.pipe"],
      ["explain", "x.pipe"],
      ["gradcheck", "x.pipe"],
      ["predict", "out/model.onnx", "x.csv"],
      ["fmt", "--check", "x.pipe"],
    ];
    for (const [name = "", ...args] of looks) {
      const { exitCode, stdout } = await command(folder, name, ...args);
      assert.equal(exitCode, name === "fmt" ? 1 : 0, name);
      assert(stdout.length > 0, name);
      assert.deepEqual(await filesIn(folder), before, name);
    }
    assert.equal(await Deno.readTextFile(join(folder, "x.pipe")), pipeline);
  });
});

Deno.test("a folder that cannot be filled is refused before training", async () => {
  await inProject(async (folder) => {
    await Deno.mkdir(join(folder, "thesis"));
    await Deno.writeTextFile(join(folder, "thesis/thesis.tex"), "");
    for (const out of ["x.csv/out", "thesis"]) {
      const { exitCode, stdout } = await command(folder, "run", "x.pipe", "--out", out);
      assert.deepEqual([exitCode, stdout], [2, ""], out);
    }
  });
});

Deno.test("fmt goes on after a file that it cannot read", async () => {
  await inProject(async (folder) => {
    const { exitCode, stdout, stderr } = await command(folder, "fmt", "nowhere.pipe", "x.pipe");
    assert.deepEqual([exitCode, stdout], [3, "x.pipe\n"]);
    assert(stderr.startsWith("error[E0430]"), stderr);
  });
});

Deno.test("fmt writes a file in its style, and says which; a second time it has nothing to say", async () => {
  await inProject(async (folder) => {
    assert.deepEqual(await command(folder, "fmt", "x.pipe"), {
      exitCode: 0,
      stdout: "x.pipe\n",
      stderr: "",
    });
    assert.equal((await command(folder, "fmt", "--check", "x.pipe")).exitCode, 0);
    assert.equal((await command(folder, "fmt", "x.pipe")).stdout, "");
    const text = await Deno.readTextFile(join(folder, "x.pipe"));
    assert.equal(text, pipeline.replace("model  {", "model {"));
  });
});
