/** The commands as processes of their own, with the permissions of their tasks and no more. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder } from "../runtime/pipelines.ts";
import { start, subprocess } from "./command.ts";

const goldens = new URL("golden/", import.meta.url);
const pipeline = `pipe 1
load rows([[0, "a"], [1, "b"], [2, "b"]], target = y, columns = [x, y])
model { linear(classes) }
loss cross_entropy
optimizer sgd(lr = 0.1)
train(epochs = 2, batch = 1)
`;

// deno-lint-ignore no-control-regex -- the codes that colour a terminal
const isPlain = (text: string) => !/\u001b|^\s+at .*:\d+:\d+/m.test(text);

Deno.test("run, check and predict work with the permissions of their tasks", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), pipeline);
    await Deno.writeTextFile(join(folder, "x.csv"), "x\n5\n");
    const checked = await subprocess("check", ["x.pipe"], { folder });
    assert.deepEqual(checked, { exitCode: 0, stdout: "x.pipe: ok\n", stderr: "" });
    const ran = await subprocess("run", ["x.pipe"], { folder });
    assert.deepEqual([ran.exitCode, ran.stderr], [0, ""]);
    assert(isPlain(ran.stdout));
    const names = (await filesIn(folder)).filter((name) => name.startsWith("out/x/"));
    assert(names.includes("out/x/model.onnx"));
    const predicted = await subprocess("predict", ["out/x/model.onnx", "x.csv"], { folder });
    assert.equal(predicted.exitCode, 0);
    assert(predicted.stdout.startsWith("label,"));
  });
});

/** Runs `x.pipe` until an epoch has ended, and sends a signal. */
async function interrupted(folder: string, signal: Deno.Signal, args: readonly string[]) {
  const child = start("run", args, { folder });
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  while (!seen.includes("epoch ")) seen += (await reader.read()).value ?? "";
  child.kill(signal);
  const { code } = await child.status;
  await reader.cancel();
  return { code, stderr: await new Response(child.stderr).text() };
}

for (const [signal, exitCode] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test(`${signal} ends a training with ${exitCode}, its state saved, and says how to go on`, async () => {
    await inFolder(async (folder) => {
      const long = pipeline.replace("epochs = 2", "epochs = 1000000");
      await Deno.writeTextFile(join(folder, "it's.pipe"), long);
      const { code, stderr } = await interrupted(folder, signal, ["it's.pipe", "--out", "out"]);
      assert.equal(code, exitCode);
      assert.match(stderr, /^error\[E0603\]: Interrupted in epoch \d+\n/);
      const goOn = `deno task run 'it'\\''s.pipe' --out out --resume`;
      assert.equal(/Go on with: (.*)/.exec(stderr)?.[1], goOn);
      const [others, checkpoint] = await filesIn(folder);
      assert.match(checkpoint, /^out.partial\/checkpoints\/step-\d+(-best)?.checkpoint$/);
      assert.equal(others, "it's.pipe");
      const again = await interrupted(folder, signal, ["it's.pipe", "--out", "out", "--resume"]);
      assert.equal(again.code, exitCode);
      assert(again.stderr.includes(goOn), "the option is not written twice");
    });
  });
}

const usage: Readonly<Record<string, readonly string[]>> = {
  unknown_option: ["x.pipe", "--epochs", "3"],
  missing_argument: [],
  option_without_value: ["x.pipe", "--out"],
};
for (const [name, args] of Object.entries(usage)) {
  Deno.test(`usage: ${name} has the exit code 2 and writes nothing`, async () => {
    await inFolder(async (folder) => {
      const { exitCode, stderr, stdout } = await subprocess("run", args, { folder });
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert(isPlain(stderr));
      await assertGolden(new URL(`usage_${name}.txt`, goldens), stderr);
      assert.deepEqual(await filesIn(folder), []);
    });
  });
}

/** The command with the permission to read, and no other. */
async function readOnly(folder: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--allow-read", "--allow-env=INIT_CWD,PENSTOCK_DATA"],
      ...["cli.ts", ...args],
    ],
    cwd: new URL("../../", import.meta.url),
    // NO_COLOR would keep commander from asking the environment for more.
    env: { INIT_CWD: folder, NO_COLOR: "" },
  }).output();
  return { code, text: new TextDecoder().decode(code === 0 ? stdout : stderr) };
}

Deno.test("--version says the version of deno.json, before a command or behind one", async () => {
  const { version } = JSON.parse(
    await Deno.readTextFile(new URL("../../deno.json", import.meta.url)),
  );
  for (const args of [["--version"], ["run", "--version"]]) {
    assert.deepEqual(await readOnly("/", ...args), { code: 0, text: `${version}\n` });
  }
});

Deno.test("no command prints the help and has the exit code 2; --help has 0", async () => {
  const [none, help] = [await readOnly("/"), await readOnly("/", "--help")];
  assert.deepEqual([none.code, help.code], [2, 0]);
  assert.equal(none.text, help.text);
  assert(none.text.includes("Usage: penstock") && isPlain(none.text));
});

Deno.test("a pipeline that cannot be formatted in place is left alone", async () => {
  await inFolder(async (folder) => {
    const text = pipeline.replace("model {", "model   {");
    await Deno.writeTextFile(join(folder, "x.pipe"), text);
    const { code, text: shown } = await readOnly(folder, "fmt", "x.pipe");
    assert.equal(code, 2);
    await assertGolden(new URL("fmt_not_writable.txt", goldens), shown);
    assert.equal(await Deno.readTextFile(join(folder, "x.pipe")), text);
  });
});

Deno.test("an error in a pipe has no colours, with NO_COLOR or without, and no stack trace", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), pipeline.replace("linear", "linaer"));
    const environments: Record<string, string>[] = [{}, { NO_COLOR: "1" }];
    for (const env of environments) {
      const { exitCode, stderr, stdout } = await subprocess("run", ["x.pipe"], { folder, env });
      assert.deepEqual([exitCode, stdout], [1, ""]);
      assert(isPlain(stderr) && stderr.startsWith("error[E0204]"), stderr);
    }
    assert.deepEqual(await filesIn(folder), ["x.pipe"]);
  });
});
