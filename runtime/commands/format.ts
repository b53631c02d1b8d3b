import { resolve } from "node:path";
import { format } from "../../dsl/format/format.ts";
import type { CommandContext } from "../files/access.ts";
import { pipelineNotWritable } from "../files/file_diagnostics.ts";
import { readPipeline } from "../open/pipeline_file.ts";
import { phase } from "./phase.ts";

/**
 * Writes a `.pipe` file in the one style of the language; with `isCheck` it writes nothing.
 * @returns Whether the file was not in that style.
 * @throws {PenstockError} If it cannot be read, or not written (E0508).
 */
export async function formatFile(
  path: string,
  context: CommandContext,
  { isCheck = false } = {},
): Promise<boolean> {
  return await phase(async (report) => {
    const { source } = await readPipeline(path, context, report);
    const text = format(source);
    if (text === source.text) return false;
    if (!isCheck) {
      await Deno.writeTextFile(resolve(context.workingDirectory, path), text, {
        create: false,
      })
        .catch((error) => report.fail(pipelineNotWritable(source.name, error)));
    }
    return true;
  });
}
