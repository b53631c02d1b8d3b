/** `check`: all mistakes at once, for people and for programs. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { assertGolden } from "../golden.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { command, subprocess } from "./command.ts";

const goldens = new URL("golden/check/", import.meta.url);
const rows = "x,kind\n0,a\n1,b\n2,a\n3,b\n";

const stages = {
  load: 'load csv("x.csv", target = kind)',
  split: "split holdout(test = 1)",
  model: "model { linear(classes) }",
  loss: "loss cross_entropy",
  optimizer: "optimizer sgd(lr = 0.1)",
  train: "train(epochs = 2, batch = 1)",
};

async function check(
  changes: Readonly<Partial<typeof stages>>,
  ...args: readonly string[]
): Promise<Awaited<ReturnType<typeof command>>> {
  return await inFolder(async (folder) => {
    const text = ["pipe 1", ...Object.values({ ...stages, ...changes }), ""].join("\n");
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    await Deno.writeTextFile(join(folder, "x.csv"), rows);
    return await command(folder, "check", "x.pipe", ...args);
  });
}

Deno.test("check says nothing but ok of a right pipeline", async () => {
  assert.deepEqual(await check({}), { exitCode: 0, stdout: "x.pipe: ok\n", stderr: "" });
  const { exitCode, stdout } = await check({}, "--format", "json");
  assert.deepEqual([exitCode, stdout], [0, "[]\n"]);
});

Deno.test("check finds mistakes in text and data at once, by place", async () => {
  const wrong = {
    load: 'load csv("x.csv", target = knid)',
    model: "model { Dense(2, activation = relu) }",
    optimizer: "optimizer sgd(learning_rate = 0.1)",
    train: "train(batch_size = 1, monitor = test_loss)",
  };
  const { exitCode, stderr } = await check(wrong);
  // The first mistake is one of the data.
  assert.equal(exitCode, 3);
  await assertGolden(new URL("text_and_data.txt", goldens), stderr);
});

Deno.test("without its data, check still looks at the text", async () => {
  const wrong = {
    load: 'load csv("nowhere.csv", target = kind)',
    model: "model {\n  linear(classes)\n  softmax\n}",
    optimizer: "optimizer sgd(lr = 1000)",
  };
  const { exitCode, stderr } = await check(wrong);
  assert.equal(exitCode, 3);
  await assertGolden(new URL("missing_data.txt", goldens), stderr);
});

Deno.test("warnings alone are exit code 0", async () => {
  const { exitCode, stdout, stderr } = await check({ optimizer: "optimizer sgd(lr = 1000)" });
  assert.equal(exitCode, 0);
  assert(stderr.includes("warning[W0313]"));
  assert.equal(stdout, "x.pipe: ok\n");
});

Deno.test("check --format json prints one array of diagnostics", async () => {
  const wrong = { loss: "loss CrossEntropyLoss", train: "train(epochs = 2, epochs = 3)" };
  const { exitCode, stdout, stderr } = await check(wrong, "--format", "json");
  assert.equal(exitCode, 1);
  assert.equal(stderr, "");
  await assertGolden(new URL("diagnostics.json", goldens), stdout);
});

Deno.test("check goes on with the next file, and ends with the kind of the first mistake", async () => {
  await inFolder(async (folder) => {
    const write = (name: string, changes: Partial<typeof stages>) =>
      Deno.writeTextFile(
        join(folder, name),
        ["pipe 1", ...Object.values({ ...stages, ...changes }), ""].join("\n"),
      );
    await Deno.writeTextFile(join(folder, "x.csv"), rows);
    await write("text.pipe", { loss: "loss cros_entropy" });
    await write("data.pipe", { load: 'load csv("nowhere.csv", target = kind)' });
    await write("fine.pipe", {});
    const { exitCode, stdout, stderr } = await command(
      folder,
      ...["check", "text.pipe", "data.pipe", "fine.pipe"],
    );
    assert.deepEqual([exitCode, stdout], [1, "fine.pipe: ok\n"]);
    assert.deepEqual([...stderr.matchAll(/error\[(E\d+)\]/g)].map(([, code]) => code), [
      "E0204",
      "E0430",
    ]);
  });
});

Deno.test("check refuses a format that it does not know", async () => {
  assert.equal((await check({}, "--format", "xml")).exitCode, 2);
});

Deno.test("commands that only look tell of warnings too", async () => {
  await inFolder(async (folder) => {
    const text = ["pipe 1", ...Object.values({ ...stages, optimizer: "optimizer sgd(lr = 1000)" })];
    await Deno.writeTextFile(join(folder, "x.pipe"), text.join("\n"));
    await Deno.writeTextFile(join(folder, "x.csv"), rows);
    for (const name of ["plan", "explain", "gradcheck"]) {
      const { exitCode, stderr } = await command(folder, name, "x.pipe");
      assert.equal(exitCode, 0, name);
      assert(stderr.startsWith("warning[W0313]"), name);
    }
  });
});

Deno.test("plan works with the permissions of its task and writes nothing", async () => {
  await inFolder(async (folder) => {
    const text = ["pipe 1", "param size: int = 3", ...Object.values(stages), ""].join("\n")
      .replace("linear(classes)", "linear(size)\n  linear(classes)\n");
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    await Deno.writeTextFile(join(folder, "x.csv"), rows);
    const planned = await subprocess("plan", ["x.pipe", "--set", "size=5"], { folder });
    assert.deepEqual([planned.exitCode, planned.stderr], [0, ""]);
    // The text of the pipeline is tested elsewhere; a new argument need not change this file.
    const [resolved, ...tables] = planned.stdout.split(/(?=\nlayer )/);
    assert.match(resolved, /^pipe 1\nseed 0\n[^]*linear\(out = 5, bias = true/);
    await assertGolden(new URL("plan.txt", goldens), tables.join(""));
    assert.equal((await command(folder, "plan", "y.pipe")).exitCode, 3);
  });
});
