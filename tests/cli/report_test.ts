/** Pages: what a run, a comparison and `data` leave, and `report`, which makes that of a run again. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { assertGolden } from "../golden.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/report/", import.meta.url);
const files = {
  "x.pipe": `pipe 1
load csv("x.csv", target = y)
model { linear(1) }
loss mse
optimizer sgd(lr = 0.1)
train(epochs = 3, batch = 2)
variant other { seed 3 }
`,
  "x.csv": "x,y\n0,1\n1,2\n2,3\n3,4\n",
};

Deno.test("a run leaves its page, and report makes the same page again without data and pipeline", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    const page = join(folder, "out/x/report.html");
    const run = await command(folder, "run", "x.pipe");
    assert.equal(run.exitCode, 0, run.stderr);
    const first = await Deno.readTextFile(page);
    assert.match(first, /^<!doctype html>\n<html lang="en">/);
    for (const file of ["x.pipe", "x.csv", "out/x/report.html"]) {
      await Deno.remove(join(folder, file));
    }
    const { exitCode, stdout, stderr } = await command(folder, "report", "out/x");
    assert.equal(exitCode, 0, stderr);
    assert.equal(stdout, "wrote out/x/report.html\n");
    assert.equal(await Deno.readTextFile(page), first);
  });
});

Deno.test("two runs of the same pipeline have the same page, byte for byte", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    for (const out of ["a", "b"]) await command(folder, "run", "x.pipe", "--out", out);
    const [one, other] = await Promise.all(
      ["a", "b"].map((out) => Deno.readTextFile(join(folder, out, "report.html"))),
    );
    assert.equal(one, other);
  });
});

Deno.test("--no-report leaves no page, and removes that of an earlier run", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    await command(folder, "run", "x.pipe");
    const { exitCode, stdout, stderr } = await command(folder, "run", "x.pipe", "--no-report");
    assert.equal(exitCode, 0, stderr);
    assert(!stdout.includes("report.html"), stdout);
    assert(!(await filesIn(folder)).includes("out/x/report.html"));
  });
});

Deno.test("a comparison and its trainings have pages, and with --no-report none", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files);
    const { exitCode, stderr } = await command(folder, "compare", "x.pipe", "--out", "a");
    assert.equal(exitCode, 0, stderr);
    assert.match(await Deno.readTextFile(join(folder, "a/report.html")), /Penstock comparison/);
    await command(folder, "compare", "x.pipe", "--out", "b", "--no-report");
    const pages = (await filesIn(folder)).filter((file) => file.endsWith("report.html"));
    assert.equal(pages.filter((file) => file.startsWith("a/")).length, 3);
    assert.deepEqual(pages.filter((file) => file.startsWith("b/")), []);
  });
});

Deno.test("data writes a page where it is asked for one, and replaces nothing else", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, { ...files, "mine.html": "<p>mine</p>" });
    const { exitCode, stdout, stderr } = await command(
      ...[folder, "data", "x.csv", "--target", "y", "--report", "x.html"],
    );
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /\nwrote x\.html\n$/);
    assert.match(await Deno.readTextFile(join(folder, "x.html")), /Penstock data/);
    const refused = await command(folder, "data", "x.csv", "--report", "mine.html");
    assert.equal(refused.exitCode, 3);
    assert.equal(await Deno.readTextFile(join(folder, "mine.html")), "<p>mine</p>");
  });
});

const mistakes: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  "no_folder.txt": () => Promise.resolve(),
  "no_run.txt": (folder) => writeFiles(folder, { "out/x/notes.md": "none of ours" }),
  "comparison.txt": async (folder) => {
    await writeFiles(folder, files);
    await command(folder, "compare", "x.pipe", "--out", "out/x");
  },
  "changed.txt": async (folder) => {
    await writeFiles(folder, files);
    await command(folder, "run", "x.pipe");
    await Deno.writeTextFile(join(folder, "out/x/metrics.json"), "{}");
  },
};
for (const [name, prepare] of Object.entries(mistakes)) {
  Deno.test(`report refuses what is no run, or no longer what it was: ${name}`, async () => {
    await inFolder(async (folder) => {
      await prepare(folder);
      const before = await filesIn(folder);
      const { exitCode, stdout, stderr } = await command(folder, "report", "out/x");
      await assertGolden(new URL(name, goldens), `${stdout}${stderr}`);
      assert.notEqual(exitCode, 0);
      assert.deepEqual(await filesIn(folder), before);
    });
  });
}
