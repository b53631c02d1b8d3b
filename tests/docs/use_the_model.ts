/** The programs of docs/use-the-model.md and the model that they ask. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { command } from "../cli/command.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { root } from "./api_example.ts";

const page = await Deno.readTextFile(join(root, "docs/use-the-model.md"));

/** The code of the page in a language. */
export function codeOf(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(page) ?? [];
  assert(code, language);
  return code;
}

/** A folder with `model.onnx`, trained as the page says. */
export async function withIris<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return await inFolder(async (folder) => {
    const { exitCode, stderr } = await command(
      root,
      "run",
      "pipelines/iris.pipe",
      "--out",
      join(folder, "out/iris"),
    );
    assert.equal(exitCode, 0, stderr);
    await Deno.copyFile(join(folder, "out/iris/model.onnx"), join(folder, "model.onnx"));
    return await use(folder);
  });
}
