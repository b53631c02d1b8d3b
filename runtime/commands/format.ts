import { resolve } from "node:path";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { format } from "../../dsl/format/format.ts";
import { reasonOf, type Surroundings } from "../files/access.ts";
import { pipelineNotWritable } from "../files/file_diagnostics.ts";
import { readPipeline } from "../open/pipeline_file.ts";

/**
 * Writes a `.pipe` file in the one style of the language; with `isCheck` it writes nothing.
 * @returns Whether the file was not in that style.
 * @throws {PenstockError} If it cannot be read, or not written (E0508).
 */
export async function formatFile(
  path: string,
  surroundings: Surroundings,
  { isCheck = false } = {},
): Promise<boolean> {
  const { source } = await readPipeline(path, surroundings);
  const text = format(source);
  if (text === source.text) return false;
  if (!isCheck) await write(resolve(surroundings.workingDirectory, path), text, source.name);
  return true;
}

async function write(path: string, text: string, shown: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, text, { create: false });
  } catch (error) {
    throw new PenstockError([pipelineNotWritable(shown, reasonOf(error as Error))]);
  }
}
