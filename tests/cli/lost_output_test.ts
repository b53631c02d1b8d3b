/** A terminal that goes, a full disk behind stdout, a reader that has enough: no training is lost by them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { filesLeft } from "../../runtime/files/out_folder.ts";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder, loadRings } from "../runtime/pipelines.ts";
import { patienceMs, startShell, subprocess } from "./command.ts";

const goldens = new URL("golden/lost_output/", import.meta.url);
const pipeline = (epochs: number) =>
  `pipe 1
${loadRings(12)}
model {
  linear(5)
  tanh
  linear(classes)
}
loss cross_entropy
optimizer sgd(lr = 0.1)
train(epochs = ${epochs}, batch = 4)
`;
const isPosix = Deno.build.os !== "windows";
const hasFull = Deno.build.os === "linux";

async function withPipeline(epochs: number, use: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "x.pipe"), pipeline(epochs));
    await use(folder);
  });
}

/** What a line of the shell leaves that runs `x.pipe`, which it writes the exit code of into `code`. */
async function ran(folder: string, redirected: string) {
  const line = `{ $PENSTOCK x.pipe; echo $? > "$FOLDER/code"; } ${redirected}`;
  const { stderr } = await startShell("run", line, { folder }).output();
  return {
    code: Number(await Deno.readTextFile(join(folder, "code"))),
    stderr: new TextDecoder().decode(stderr),
    files: (await filesIn(join(folder, "out/x"))).sort(),
  };
}

const lost: Readonly<Record<string, { readonly by: string; readonly code: number }>> = {
  "a full disk behind stdout": { by: "> /dev/full", code: 2 },
  "a full disk behind both": { by: "> /dev/full 2> /dev/full", code: 2 },
  "a reader that has enough": { by: "| true", code: 0 },
  "stdout that is closed": { by: ">&-", code: 0 },
  "stdin that is closed": { by: "<&-", code: 0 },
  "everything closed": { by: "<&- >&- 2>&-", code: 0 },
};

for (const [name, { by, code }] of Object.entries(lost)) {
  const ignore = by.includes("/dev/full") ? !hasFull : !isPosix;
  Deno.test(`a run leaves all its files in spite of ${name}`, { ignore }, async () => {
    await withPipeline(3, async (folder) => {
      const { stderr, files, ...left } = await ran(folder, by);
      assert.deepEqual(left, { code });
      assert.deepEqual(files, filesLeft.run.toSorted());
      if (by === "> /dev/full") await assertGolden(new URL("full_disk.txt", goldens), stderr);
      else assert.equal(stderr, "");
    });
  });
}

Deno.test("answers that cannot be printed are told, and no more of them are made", {
  ignore: !hasFull,
}, async () => {
  await withPipeline(1, async (folder) => {
    await subprocess("run", ["x.pipe"], { folder });
    const line = "{ echo x,y; yes 1,2; } | $PENSTOCK out/x/model.onnx - > /dev/full";
    const { code, stderr } = await startShell("predict", line, { folder }).output();
    assert.equal(code, 2);
    await assertGolden(new URL("full_disk.txt", goldens), new TextDecoder().decode(stderr));
  });
});

Deno.test("help that cannot be printed is told", { ignore: !hasFull }, async () => {
  await inFolder(async (folder) => {
    const line = "$PENSTOCK --help > /dev/full";
    const { code, stderr } = await startShell("run", line, { folder }).output();
    assert.equal(code, 2);
    await assertGolden(new URL("full_disk.txt", goldens), new TextDecoder().decode(stderr));
  });
});

Deno.test("a training that was started with nohup does not hear the terminal go", {
  ignore: !isPosix,
}, async () => {
  await withPipeline(1_000_000, async (folder) => {
    const child = startShell("run", "trap '' HUP; exec $PENSTOCK x.pipe", { folder });
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    for (let seen = ""; !seen.includes("epoch ");) seen += (await reader.read()).value ?? "";
    child.kill("SIGHUP");
    // A training that hears it ends sooner.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    child.kill("SIGTERM");
    // What it says next is not read to the end.
    await reader.cancel();
    assert.equal((await child.status).code, 143);
    await child.stderr.cancel();
  });
});

/** Runs `x.pipe` on a terminal of its own, which goes in the midst of the training. */
async function runWithoutTerminal(folder: string, script: string): Promise<void> {
  const inside = join(folder, "inside.sh");
  await Deno.writeTextFile(inside, script);
  const child = startShell("run", `exec script -qfec 'sh ${inside}' /dev/null`, { folder });
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let seen = ""; !seen.includes("epoch ");) seen += (await reader.read()).value ?? "";
  child.kill("SIGKILL");
  await Promise.all([child.status, reader.cancel(), child.stderr.cancel()]);
}

/** Waits until something is true of the files of a folder. */
async function untilFiles(folder: string, isSo: (files: readonly string[]) => boolean) {
  const end = performance.now() + patienceMs;
  for (;;) {
    // A folder may go while it is looked through.
    const files = await filesIn(folder).catch(() => []);
    if (isSo(files)) return files;
    assert(performance.now() < end, `only ${files}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const hasTerminals = Deno.build.os === "linux";

Deno.test("a terminal that is closed ends a training, its state saved", {
  ignore: !hasTerminals,
}, async () => {
  await withPipeline(1_000_000, async (folder) => {
    await runWithoutTerminal(folder, "$PENSTOCK x.pipe\n");
    const files = await untilFiles(
      join(folder, "out"),
      (files) => !files.includes("x.partial/lock"),
    );
    assert.deepEqual(files.length, 1, String(files));
    assert.match(files[0], /^x.partial\/checkpoints\/step-/);
  });
});

Deno.test("a training that was started with nohup ends as ever without its terminal", {
  ignore: !hasTerminals,
}, async () => {
  await withPipeline(3000, async (folder) => {
    await runWithoutTerminal(
      folder,
      'trap "" HUP\n$PENSTOCK x.pipe\necho $? > "$FOLDER/part"\nmv "$FOLDER/part" "$FOLDER/code"\n',
    );
    await untilFiles(folder, (files) => files.includes("code"));
    // What was listed while it was renamed may be missing.
    const files = await filesIn(folder);
    assert.deepEqual(
      files.filter((file) => file.startsWith("out/")),
      filesLeft.run.map((file) => `out/x/${file}`).sort(),
    );
    // Not all was printed.
    assert.equal(await Deno.readTextFile(join(folder, "code")), "2\n");
  });
});
