/** docs/use-the-model.md shows what `export` prints, and its programs run. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { command } from "../cli/command.ts";
import { execute, root } from "./api_example.ts";
import { codeOf, withIris } from "./use_the_model.ts";

/** Runs a program of the page with the packages of the tests. */
async function ran(folder: string, file: string): Promise<string> {
  const locked = ["--config", join(root, "deno.json"), "--lock", join(root, "tests/deno.lock")];
  const args = ["run", "--quiet", ...locked, "--allow-read", "--allow-ffi", file];
  const { code, stdout, stderr } = await execute(Deno.execPath(), args, { cwd: folder });
  assert.equal(code, 0, stderr);
  return stdout;
}

const languages = { python: "python", node: "js", browser: "html" } as const;

Deno.test("the programs of docs/use-the-model.md are those that export prints", async () => {
  await withIris(async (folder) => {
    for (const [place, language] of Object.entries(languages)) {
      const { stdout } = await command(folder, "export", "model.onnx", "--snippet", place);
      assert.equal(stdout.trimEnd(), codeOf(language));
    }
  });
});

Deno.test("the program for Node runs", async () => {
  await withIris(async (folder) => {
    await Deno.writeTextFile(join(folder, "ask.js"), codeOf("js"));
    const stdout = await ran(folder, "ask.js");
    assert.match(stdout, /^\[ "versicolor" \] Float32Array\(3\) \[/);
  });
});

Deno.test("the types of a model check rows and give answers", async () => {
  await withIris(async (folder) => {
    const { exitCode } = await command(
      folder,
      "export",
      "model.onnx",
      "--types",
      "--out",
      "iris.ts",
    );
    assert.equal(exitCode, 0);
    await Deno.writeTextFile(join(folder, "ask.ts"), codeOf("ts"));
    assert.match(await ran(folder, "ask.ts"), /^versicolor 0\.\d+\n$/);
    await Deno.writeTextFile(join(folder, "wrong.ts"), codeOf("ts").replace("6.1", '"long"'));
    const locked = ["--config", join(root, "deno.json"), "--lock", join(root, "tests/deno.lock")];
    const { code, stderr } = await execute(Deno.execPath(), ["check", ...locked, "wrong.ts"], {
      cwd: folder,
    });
    assert.equal(code, 1);
    assert.match(stderr, /Type 'string' is not assignable to type 'number'/);
  });
});
