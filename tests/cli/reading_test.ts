/** What a pipeline may read, as a person allows it on the command line or in the environment. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

/** A project with a pipeline that names a file of another folder, and a third folder to stand in. */
async function inFolders(
  use: (folders: { readonly here: string; readonly data: string }) => Promise<void>,
): Promise<void> {
  await inFolder(async (root) => {
    const [project, data, here] = ["project", "data", "here"].map((name) => join(root, name));
    for (const folder of [project!, data!, here!]) await Deno.mkdir(folder);
    await Deno.writeTextFile(join(data!, "x.csv"), "x,y\n1,2\n2,3\n");
    const text = 'pipe 1\nload csv("../data/x.csv")\nmodel { linear(1) }\n';
    await Deno.writeTextFile(join(project!, "x.pipe"), text);
    await use({ here: here!, data: data! });
  });
}

const check = (here: string, ...args: readonly string[]) =>
  command(here, "check", "../project/x.pipe", ...args);

Deno.test("a file outside of the project is not read", async () => {
  await inFolders(async ({ here }) => {
    const { exitCode, stderr } = await check(here);
    assert.equal(exitCode, 3);
    assert(stderr.startsWith("error[E0434]"), stderr);
  });
});

Deno.test("--allow lets a pipeline read another folder, relative to the working directory", async () => {
  await inFolders(async ({ here, data }) => {
    assert.equal((await check(here, "--allow", data)).exitCode, 0);
    assert.equal((await check(here, "--allow", "../data", "--allow", ".")).exitCode, 0);
    assert.equal((await check(here, "--allow", ".")).exitCode, 3);
  });
});

Deno.test("PENSTOCK_DATA is a folder that every pipeline may read", async () => {
  await inFolders(async ({ here, data }) => {
    Deno.env.set("PENSTOCK_DATA", data);
    try {
      assert.equal((await check(here)).exitCode, 0);
    } finally {
      Deno.env.delete("PENSTOCK_DATA");
    }
  });
});

Deno.test("a manifest that a person names may be anywhere, and so may its data beside it", async () => {
  await inFolders(async ({ here, data }) => {
    const manifest = "file: x.csv\nformat: csv\ntarget: y\n";
    await Deno.writeTextFile(join(data, "x.yaml"), manifest);
    const { exitCode, stderr } = await check(here, "--data", "../data/x.yaml");
    assert.deepEqual([exitCode, stderr], [0, ""]);
  });
});
