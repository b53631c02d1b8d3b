import assert from "node:assert/strict";
import { join } from "node:path";
import { renderAll } from "../../../dsl/report/render.ts";
import { type Access, accessFor, displayPath, readFile } from "../../../runtime/files/access.ts";
import type { Span } from "../../../dsl/text/span.ts";
import { assertGolden } from "../../golden.ts";
import { inFolder } from "../pipelines.ts";
import { problemsOfAsync, valueOfAsync } from "../problems_of.ts";

const goldens = new URL("../golden/access/", import.meta.url);

/** A project with a pipeline folder and data, beside a folder that it may not read. */
async function inProject(use: (root: string) => Promise<void>): Promise<void> {
  await inFolder(async (root) => {
    for (const folder of ["project/pipelines", "project/data", "other", "here"]) {
      await Deno.mkdir(join(root, folder), { recursive: true });
    }
    await Deno.writeTextFile(join(root, "project/deno.json"), "{}");
    await Deno.writeTextFile(join(root, "project/data/x.csv"), "größe\n");
    await Deno.writeTextFile(join(root, "other/secret.csv"), "secret\n");
    await Deno.writeTextFile(join(root, "here/y.csv"), "here\n");
    await use(root);
  });
}

function accessIn(root: string, allowed: readonly string[] = []) {
  return accessFor(join(root, "project/pipelines"), {
    workingDirectory: join(root, "here"),
    allowed: allowed.map((each) => join(root, each)),
  });
}

function readText(access: Access, path: string, span?: Span): Promise<string> {
  return valueOfAsync((report) => access.readText(path, { span, report }));
}

function readBytes(access: Access, path: string): Promise<Uint8Array> {
  return valueOfAsync((report) => access.readBytes(path, { report }));
}

async function codesOf(promise: Promise<unknown>): Promise<readonly string[]> {
  return (await problemsOfAsync(promise)).map(({ code }) => code);
}

Deno.test("a pipeline reads its project, in the working directory, and what was allowed", async () => {
  await inProject(async (root) => {
    assert.equal(await readText(accessIn(root), "../data/x.csv"), "größe\n");
    assert.equal(await readText(accessIn(root), join(root, "here/y.csv")), "here\n");
    const allowed = accessIn(root, ["other"]);
    assert.equal(await readText(allowed, "../../other/secret.csv"), "secret\n");
    assert.equal(new TextDecoder().decode(await readBytes(allowed, "../data/x.csv")), "größe\n");
  });
});

Deno.test("everything else is refused before it is opened", async () => {
  await inProject(async (root) => {
    const access = accessIn(root);
    for (const path of ["../../other/secret.csv", join(root, "other/secret.csv"), "/etc/passwd"]) {
      assert.deepEqual(await codesOf(readText(access, path)), ["E0434"], path);
    }
    assert.deepEqual(await codesOf(readBytes(access, "../../other")), ["E0434"]);
  });
});

Deno.test("a link that leads outside is refused, one that stays inside is followed", async () => {
  await inProject(async (root) => {
    await Deno.symlink(join(root, "other/secret.csv"), join(root, "project/data/out.csv"));
    await Deno.symlink(join(root, "other"), join(root, "project/data/folder"));
    await Deno.symlink(join(root, "project/data/x.csv"), join(root, "project/data/in.csv"));
    const access = accessIn(root);
    assert.deepEqual(await codesOf(readText(access, "../data/out.csv")), ["E0434"]);
    assert.deepEqual(await codesOf(readText(access, "../data/folder/secret.csv")), ["E0434"]);
    assert.equal(await readText(access, "../data/in.csv"), "größe\n");
  });
});

Deno.test("a folder whose name begins like an allowed one is not allowed", async () => {
  await inProject(async (root) => {
    await Deno.mkdir(join(root, "here-too"));
    await Deno.writeTextFile(join(root, "here-too/z.csv"), "");
    assert.deepEqual(await codesOf(readText(accessIn(root), join(root, "here-too/z.csv"))), [
      "E0434",
    ]);
  });
});

Deno.test("each way in which a file cannot be read has its message", async () => {
  await inProject(async (root) => {
    await Deno.writeFile(join(root, "project/data/latin1.csv"), Uint8Array.of(0x67, 0xf6, 0x0a));
    const access = accessFor(join(root, "project/pipelines"), {
      workingDirectory: join(root, "here"),
      allowed: ["/dev"],
    });
    const cases = {
      E0430_missing_file: "../data/nope.csv",
      E0431_directory: "../data",
      E0432_unreadable_file: "/dev/zero",
      E0433_not_utf8: "../data/latin1.csv",
      E0434_outside_file: "../../other/secret.csv",
    };
    for (const [name, path] of Object.entries(cases)) {
      const text = `load csv("${path}")\n`;
      const source = { name: "x.pipe", text };
      const span = { source, start: 9, end: text.length - 2 };
      const problems = await problemsOfAsync(readText(access, path, span));
      assert.deepEqual(problems.map(({ code }) => code), [name.slice(0, 5)]);
      await assertGolden(new URL(`${name}.txt`, goldens), renderAll(problems) + "\n");
    }
  });
});

Deno.test("a missing file of the command line has no text to point into", async () => {
  const problems = await problemsOfAsync(
    valueOfAsync((report) => readFile("/nowhere/x", { path: "x", report })),
  );
  assert.deepEqual(problems.map(({ code, place, span }) => [code, place, span]), [
    ["E0430", "x", undefined],
  ]);
});

Deno.test("a missing file of the command line leads to the nearest beside it", async () => {
  await inProject(async (root) => {
    const path = join(root, "project/data/x.csb");
    const problems = await problemsOfAsync(
      valueOfAsync((report) => readFile(path, { path: "data/x.csb", report })),
    );
    assert.deepEqual(problems.map(({ code, help }) => [code, help]), [
      ["E0430", 'Did you mean "data/x.csv"?'],
    ]);
  });
});

Deno.test("paths are shown relative to the person, unless that leads far up", () => {
  assert.equal(displayPath("/a/b/c.csv", "/a"), "b/c.csv");
  assert.equal(displayPath("/a/c.csv", "/a/b"), "../c.csv");
  assert.equal(displayPath("/a", "/a"), ".");
  assert.equal(displayPath("/x/c.csv", "/a/b/c/d"), "/x/c.csv");
});

Deno.test("a project is the nearest folder with a mark of one, else the folder of the pipeline", async () => {
  const readable = async (mark: string | undefined) => {
    let found = false;
    await inProject(async (root) => {
      await Deno.remove(join(root, "project/deno.json"));
      if (mark) await Deno.mkdir(join(root, "project", mark));
      found = await readText(accessIn(root), "../data/x.csv").then(() => true, () => false);
    });
    return found;
  };
  for (const mark of [".git", "deno.json", "package.json"]) assert(await readable(mark), mark);
  assert(!await readable("README.md"));
  assert(!await readable(undefined));
});

Deno.test("a folder that may be read for two reasons is named once", async () => {
  await inProject(async (root) => {
    const access = accessIn(root, ["here"]);
    const [problem] = await problemsOfAsync(readText(access, "../../other/secret.csv"));
    assert.match(problem.help!, /^Move it into one of \.\.\/project, \., or allow its folder/);
  });
});
