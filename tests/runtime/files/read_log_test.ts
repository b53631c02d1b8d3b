/** What a pipeline was made from is known by its hashes, and is no mixture of two files. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { renderAll } from "../../../dsl/report/render.ts";
import { Report } from "../../../dsl/text/report.ts";
import { accessFor } from "../../../runtime/files/access.ts";
import { joinBytes } from "../../../runtime/files/join_bytes.ts";
import { assertGolden } from "../../golden.ts";
import { problemsReported } from "../problems_of.ts";
import { inFolder, writeFiles } from "../pipelines.ts";

const goldens = new URL("../golden/access/", import.meta.url);
// `printf abc | sha256sum`
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

async function withFiles(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    await writeFiles(folder, { "project/deno.json": "{}", ...files });
    await use(join(folder, "project"));
  });
}

const accessIn = (project: string, more = {}) =>
  accessFor(join(project, "pipelines"), { workingDirectory: project, allowed: [], ...more });

Deno.test("files are known by paths from the pipeline's folder, wherever the project lies", async () => {
  const files = {
    "project/data/b.csv": "abc",
    "project/pipelines/a.csv": "abc",
    "far/away/c.csv": "abc",
  };
  await withFiles(files, async (project) => {
    const access = accessIn(project, { allowed: [join(project, "../far")] });
    const report = new Report();
    await access.readBytes("../data/b.csv", { report });
    // Half of it is looked at, then all: the hash is that of all.
    const source = await access.open("a.csv", { report });
    for (const _ of source.chunks(1)) break;
    await access.open("../../far/away/c.csv", { report });
    assert.deepEqual(await access.filesRead(), [
      { path: "../../far/away/c.csv", bytes: 3, sha256: abc },
      { path: "../data/b.csv", bytes: 3, sha256: abc },
      { path: "a.csv", bytes: 3, sha256: abc },
    ]);
    await access.open(join(project, "data/b.csv"), { report });
    assert.equal((await access.filesRead()).length, 3, "a file that is read twice counts once");
  });
});

Deno.test("files far away are called from the folder that is allowed, each by a name of its own", async () => {
  const files = { "far/data/a/x.csv": "abc", "far/data/b/x.csv": "abcd" };
  await withFiles(files, async (project) => {
    const far = join(project, "../far/data");
    const folder = join(project, "very/deep/pipelines");
    await Deno.mkdir(folder, { recursive: true });
    const access = accessFor(folder, { workingDirectory: project, allowed: [far] });
    const report = new Report();
    for (const name of ["a/x.csv", "b/x.csv"]) await access.readBytes(join(far, name), { report });
    const read = await access.filesRead();
    assert.deepEqual(read.map(({ path, bytes }) => [path, bytes]), [["data/a/x.csv", 3], [
      "data/b/x.csv",
      4,
    ]]);
  });
});

Deno.test("the pictures of a folder count as one, as sha256sum sees them", async () => {
  const files = { "project/p/1.png": "abc", "project/p/2.png": "abc", "project/q/1.png": "abc" };
  await withFiles(files, async (project) => {
    const access = accessFor(project, { workingDirectory: project, allowed: [] });
    const report = new Report();
    const among = { path: "p", read: 1, size: 3 };
    for (const name of ["p/2.png", "q/1.png", "p/1.png"]) {
      joinBytes(await access.open(name, { report, among }));
    }
    assert.deepEqual(await access.filesRead(), [
      {
        ...{ path: "p/", bytes: 6, files: 2 },
        // `cd p && sha256sum * | sha256sum`
        sha256: "917d5afdc99a62f0492e297f11d8fc5da6b434085507daed2246324e85fd2fe8",
      },
      {
        path: "q/",
        bytes: 3,
        files: 1,
        sha256: "ae2ad72fe5682056586af7dc5736e7917b21f66e5a8eaed2e9bbfcce6be648e8",
      },
    ]);
  });
});

Deno.test("a file that changes while it is read is no data", async () => {
  await withFiles({ "project/x.csv": "abc" }, async (project) => {
    const access = accessFor(project, { workingDirectory: project, allowed: [] });
    const problems = await problemsReported(async (report) => {
      joinBytes(await access.open("x.csv", { report }));
      await Deno.writeTextFile(join(project, "x.csv"), "abcd");
      return await access.filesRead();
    });
    await assertGolden(new URL("E0857_changed.txt", goldens), renderAll(problems) + "\n");
  });
});

Deno.test("reading ends between two pieces where somebody asks for it", async () => {
  await withFiles({ "project/x.csv": "abc" }, async (project) => {
    const signal = { aborted: false };
    const access = accessFor(project, { workingDirectory: project, allowed: [], signal });
    const problems = await problemsReported(async (report) => {
      const source = await access.open("x.csv", { report });
      signal.aborted = true;
      return joinBytes(source);
    });
    await assertGolden(new URL("E0607_interrupted.txt", goldens), renderAll(problems) + "\n");
  });
});
