import assert from "node:assert/strict";
import { join } from "node:path";
import { renderAll } from "../../../dsl/report/render.ts";
import { claimOutFolder, type Replacement } from "../../../runtime/files/out_folder.ts";
import { assertGolden } from "../../golden.ts";
import { filesIn, inFolder } from "../pipelines.ts";
import { problemsOfAsync, valueOfAsync } from "../problems_of.ts";

const goldens = new URL("../golden/out_folder/", import.meta.url);
const files = { "model.onnx": Uint8Array.of(1, 2), "metrics.json": "{}\n", "history.csv": "a\n" };
const names = ["history.csv", "metrics.json", "model.onnx"];

/** Claims a folder. @throws {PenstockError} Where it cannot be had, or later not filled. */
async function claim(path: string, shown: string, replacement?: Replacement) {
  const folder = await valueOfAsync((report) =>
    claimOutFolder({ path, shown }, { by: "run", report, replacement })
  );
  return {
    commit: (written: Parameters<typeof folder.commit>[0]) =>
      valueOfAsync((report) => folder.commit(written, report)),
    discard: () => folder.discard(),
  };
}

async function entriesOf(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).sort();
}

Deno.test("a folder is filled at once, with the folders above it", async () => {
  await inFolder(async (root) => {
    const path = join(root, "a/b/out");
    const folder = await claim(path, "out");
    assert.deepEqual(await filesIn(root), [], "nothing is seen of it before");
    await folder.commit(files);
    assert.deepEqual(await entriesOf(path), names);
    assert.deepEqual(await entriesOf(join(root, "a/b")), ["out"]);
    assert.deepEqual(await Deno.readFile(join(path, "model.onnx")), Uint8Array.of(1, 2));
  });
});

Deno.test("the folder of an earlier run is replaced as a whole", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    await (await claim(path, "out")).commit(files);
    await (await claim(path, "out")).commit({ "metrics.json": "[]" });
    assert.deepEqual(await filesIn(root), ["out/metrics.json"]);
    assert.equal(await Deno.readTextFile(join(path, "metrics.json")), "[]");
  });
});

Deno.test("an earlier run stays as it was until the new one is whole", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    await (await claim(path, "out")).commit(files);
    const second = await claim(path, "out");
    assert.deepEqual(await entriesOf(path), names);
    await second.discard();
    assert.deepEqual(await filesIn(root), names.map((name) => `out/${name}`));
  });
});

Deno.test("an empty folder may be filled", async () => {
  await inFolder(async (root) => {
    await Deno.mkdir(join(root, "out"));
    await (await claim(join(root, "out"), "out")).commit(files);
    assert.deepEqual(await entriesOf(join(root, "out")), names);
  });
});

Deno.test("a folder with files of another kind is refused and left alone", async () => {
  await inFolder(async (root) => {
    await Deno.writeTextFile(join(root, "thesis.tex"), "");
    await Deno.writeTextFile(join(root, "model.onnx"), "");
    const problems = await problemsOfAsync(claim(root, "here"));
    assert.deepEqual(await entriesOf(root), ["model.onnx", "thesis.tex"]);
    await assertGolden(
      new URL("E0504_foreign_files.txt", goldens),
      renderAll(problems) + "\n",
    );
  });
});

Deno.test("a folder that cannot be written is refused before any work", async () => {
  await inFolder(async (root) => {
    await Deno.writeTextFile(join(root, "file"), "");
    for (const path of ["file", "file/out", "file/a/b"]) {
      const problems = await problemsOfAsync(claim(join(root, path), path));
      assert.deepEqual(problems.map(({ code }) => code), ["E0503"], path);
    }
    const problems = await problemsOfAsync(claim(join(root, "file/out"), "file/out"));
    await assertGolden(new URL("E0503_not_writable.txt", goldens), renderAll(problems) + "\n");
    assert.deepEqual(await entriesOf(root), ["file"]);
  });
});

Deno.test("what is discarded leaves nothing, the folders above it included", async () => {
  await inFolder(async (root) => {
    await Deno.mkdir(join(root, "kept"));
    for (const path of ["out", "a/b/out", "kept/a/out"]) {
      const folder = await claim(join(root, path), path);
      await folder.discard();
      assert.deepEqual(await entriesOf(root), ["kept"], path);
      assert.deepEqual(await entriesOf(join(root, "kept")), []);
    }
  });
});

Deno.test("folders that others use meanwhile are not removed", async () => {
  await inFolder(async (root) => {
    const folder = await claim(join(root, "a/out"), "out");
    await Deno.writeTextFile(join(root, "a/mine.txt"), "");
    await folder.discard();
    assert.deepEqual(await filesIn(root), ["a/mine.txt"]);
  });
});

Deno.test("a write that fails half-way leaves the earlier run, and nothing after discard", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    await (await claim(path, "out")).commit(files);
    const second = await claim(path, "out");
    const broken = { "metrics.json": "new", "missing/history.csv": "x" };
    const problems = await problemsOfAsync(second.commit(broken));
    assert.deepEqual(problems.map(({ code }) => code), ["E0503"]);
    await second.discard();
    assert.deepEqual(await filesIn(root), names.map((name) => `out/${name}`));
    assert.equal(await Deno.readTextFile(join(path, "metrics.json")), "{}\n");
  });
});

/** Deno's own file system, in which a rename away from a path that ends so fails. */
function failingFor(isRefused: (from: string) => boolean): Replacement {
  return {
    remove: Deno.remove,
    rename: (from, to) =>
      isRefused(String(from)) ? Promise.reject(new Error("Busy")) : Deno.rename(from, to),
  };
}

Deno.test("where the new folder cannot take its place, the earlier run comes back to it", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    await (await claim(path, "out")).commit(files);
    const draftsStay = failingFor((from) => /\.out\.\w+$/.test(from));
    const second = await claim(path, "out", draftsStay);
    const problems = await problemsOfAsync(second.commit({ "metrics.json": "new" }));
    assert.deepEqual(problems.map(({ code }) => code), ["E0503"]);
    assert.deepEqual(await entriesOf(path), names);
    assert.equal(await Deno.readTextFile(join(path, "metrics.json")), "{}\n");
    await second.discard();
    assert.deepEqual(await entriesOf(root), ["out"]);
  });
});

Deno.test("an earlier run that cannot step aside stays where it is", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    await (await claim(path, "out")).commit(files);
    const second = await claim(path, "out", failingFor((from) => from === path));
    const problems = await problemsOfAsync(second.commit({ "metrics.json": "new" }));
    assert.deepEqual(problems.map(({ code }) => code), ["E0503"]);
    await second.discard();
    assert.deepEqual(await filesIn(root), names.map((name) => `out/${name}`));
  });
});

Deno.test("a run is whole though its predecessor cannot be removed", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    await (await claim(path, "out")).commit(files);
    const kept = { rename: Deno.rename, remove: () => Promise.reject(new Error("Busy")) };
    await (await claim(path, "out", kept)).commit({ "metrics.json": "new" });
    assert.deepEqual(await entriesOf(path), ["metrics.json"]);
  });
});
