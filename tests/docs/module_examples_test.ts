/** The example at the head of each entry module, run as a user would. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "../runtime/pipelines.ts";
import { execute, layOutIris, moduleExample, root } from "./api_example.ts";

/** The entries and what their examples may do; pure ones need nothing. */
const entries: Readonly<Record<string, readonly string[]>> = {
  "mod.ts": ["--allow-read", "--allow-write", "--allow-ffi"],
  "language.ts": [],
  "compiler.ts": [],
  "browser.ts": [],
};

Deno.test("every entry for TypeScript has an example", async () => {
  const { exports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const modules = Object.values<string>(exports).map((path) => path.slice(2));
  assert.deepEqual(modules.filter((path) => path !== "cli.ts").sort(), Object.keys(entries).sort());
});

const options = ["--quiet", "--config", join(root, "deno.json")];

Deno.test("the examples of the entries type-check", async () => {
  await inFolder(async (cwd) => {
    const names = Object.keys(entries);
    for (const path of names) {
      await Deno.writeTextFile(join(cwd, path), (await moduleExample(path)).code);
    }
    // Together, since what they import is the same.
    const { code, stderr } = await execute(Deno.execPath(), ["check", ...options, ...names], {
      cwd,
    });
    assert.deepEqual([code, stderr], [0, ""]);
  });
});

for (const [path, permissions] of Object.entries(entries)) {
  Deno.test(`the example of ${path} prints what its docstring says`, async () => {
    await inFolder(async (cwd) => {
      const { code, printed } = await moduleExample(path);
      await Deno.writeTextFile(join(cwd, "example.ts"), code);
      await layOutIris(cwd);
      const args = ["run", "--no-prompt", ...options, ...permissions, "example.ts"];
      const ran = await execute(Deno.execPath(), args, { cwd });
      assert.deepEqual(ran, { code: 0, stdout: printed, stderr: "" });
    });
  });
}
