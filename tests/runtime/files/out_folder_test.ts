import assert from "node:assert/strict";
import { join } from "node:path";
import { renderAll } from "../../../dsl/report/render.ts";
import { claimOutFolder } from "../../../runtime/files/out_folder.ts";
import { assertGolden } from "../../golden.ts";
import { filesIn, inFolder } from "../pipelines.ts";
import { problemsOfAsync, valueOfAsync } from "../problems_of.ts";

const goldens = new URL("../golden/out_folder/", import.meta.url);
const files = { "model.onnx": Uint8Array.of(1, 2), "metrics.json": "{}\n", "history.csv": "a\n" };
const names = ["history.csv", "metrics.json", "model.onnx"];

/** Claims a folder. @throws {PenstockError} Where it cannot be had, or later not filled. */
async function claim(path: string, shown: string) {
  const folder = await valueOfAsync((report) =>
    claimOutFolder({ path, shown }, { by: "run", report })
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
    assert.deepEqual(await filesIn(root), ["a/b/out.partial/lock"], "nothing is seen of it before");
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
    assert.deepEqual(codesOf(await problemsOfAsync(second.commit(broken))), ["E0503"]);
    await second.discard();
    assert.deepEqual(await filesIn(root), names.map((name) => `out/${name}`));
    assert.equal(await Deno.readTextFile(join(path, "metrics.json")), "{}\n");
  });
});

Deno.test("where the state of a run is kept, a failing end says that it can be gone on with", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    const folder = await valueOfAsync((report) =>
      claimOutFolder({ path, shown: "out" }, { by: "run", report })
    );
    await folder.checkpoints.save(new Uint8Array(9), { step: 1, isBest: false });
    const broken = { "missing/model.onnx": "x" };
    const problems = await problemsOfAsync(
      valueOfAsync((report) => folder.commit(broken, report)),
    );
    await assertGolden(new URL("E0503_state_kept.txt", goldens), renderAll(problems) + "\n");
    await folder.discard();
    assert.deepEqual(await filesIn(root), [
      "out.partial/checkpoints/step-000000000001.checkpoint",
    ]);
  });
});

function codesOf(problems: readonly { readonly code: string }[]): readonly string[] {
  return problems.map(({ code }) => code);
}

Deno.test("what someone puts into the folder while it is filled survives", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    await (await claim(path, "out")).commit(files);
    const second = await claim(path, "out");
    await Deno.writeTextFile(join(path, "notes.txt"), "mine");
    await second.commit({ "metrics.json": "new" });
    assert.deepEqual(await filesIn(root), ["out/metrics.json", "out/notes.txt"]);
    assert.equal(await Deno.readTextFile(join(path, "notes.txt")), "mine");
    assert.equal(await Deno.readTextFile(join(path, "metrics.json")), "new");
  });
});

Deno.test("a folder that has the name of a file is refused, before or after the work, and survives", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    await (await claim(path, "out")).commit({ "metrics.json": "old" });
    const second = await claim(path, "out");
    await Deno.mkdir(join(path, "model.onnx"));
    await Deno.writeTextFile(join(path, "model.onnx/mine.txt"), "");
    assert.deepEqual(codesOf(await problemsOfAsync(second.commit(files))), ["E0503"]);
    await second.discard();
    const problems = await problemsOfAsync(claim(path, "out"));
    await assertGolden(new URL("E0519_folder.txt", goldens), renderAll(problems) + "\n");
    assert.deepEqual(await filesIn(root), ["out/metrics.json", "out/model.onnx/mine.txt"]);
    assert.equal(await Deno.readTextFile(join(path, "metrics.json")), "old");
  });
});

Deno.test("a link is followed, also one to a folder that is to be made", async () => {
  await inFolder(async (root) => {
    await Deno.mkdir(join(root, "disk"));
    await Deno.symlink("disk/out", join(root, "link"));
    for (const content of ["first", "second"]) {
      await (await claim(join(root, "link"), "link")).commit({ "metrics.json": content });
      assert.equal(await Deno.readTextFile(join(root, "disk/out/metrics.json")), content);
    }
    assert.deepEqual(await entriesOf(root), ["disk", "link"]);
    assert.deepEqual(await entriesOf(join(root, "disk")), ["out"]);
    assert((await Deno.lstat(join(root, "link"))).isSymlink);
  });
});

Deno.test("a folder that is being filled is refused to a second one, which leaves the first alone", async () => {
  await inFolder(async (root) => {
    const path = join(root, "out");
    const first = await claim(path, "out");
    const [problem] = await problemsOfAsync(claim(path, "out"));
    assert.equal(problem?.code, "E0518");
    const lasting = problem.message.replace(/\d{4}-\S+Z/, "DATE").replace(
      /process \d+/,
      "process 7",
    );
    await assertGolden(
      new URL("E0518_in_use.txt", goldens),
      renderAll([{ ...problem, message: lasting }]) + "\n",
    );
    await first.commit(files);
    await (await claim(path, "out")).commit(files);
    assert.deepEqual(await entriesOf(root), ["out"]);
  });
});

Deno.test("the lock of a process that is gone is no lock", async () => {
  await inFolder(async (root) => {
    await Deno.mkdir(join(root, "out.partial"));
    await Deno.writeTextFile(join(root, "out.partial/lock"), "process 1");
    await (await claim(join(root, "out"), "out")).commit(files);
    assert.deepEqual(await entriesOf(root), ["out"]);
  });
});

Deno.test("checkpoints stay when a run is let go, and go with its end", async () => {
  await inFolder(async (root) => {
    const claimed = () =>
      valueOfAsync((report) =>
        claimOutFolder({ path: join(root, "out"), shown: "out" }, { by: "run", report })
      );
    const first = await claimed();
    await first.checkpoints.save(Uint8Array.of(2), { step: 20, isBest: false });
    await first.checkpoints.save(Uint8Array.of(3), { step: 100, isBest: false });
    await first.checkpoints.save(Uint8Array.of(1), { step: 3, isBest: false });
    await first.discard();
    const second = await claimed();
    const names = await second.checkpoints.list();
    assert.deepEqual(
      names,
      [3, 20, 100].map((step) => `step-${String(step).padStart(12, "0")}.checkpoint`),
    );
    assert.deepEqual(await second.checkpoints.read(names[2] ?? ""), Uint8Array.of(3));
    await second.checkpoints.keep(names.slice(1));
    assert.deepEqual(await second.checkpoints.list(), names.slice(1));
    await valueOfAsync((report) => second.commit(files, report));
    assert.deepEqual(await entriesOf(root), ["out"]);
  });
});
