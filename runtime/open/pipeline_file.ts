import { basename, dirname, resolve } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import type { Source } from "../../dsl/text/span.ts";
import { type CommandContext, decode, displayPath, readFile } from "../files/access.ts";
import { pipelineNotUtf8, pipelineTooLarge } from "../files/file_diagnostics.ts";

/** A `.pipe` file as it was read. */
export interface PipelineFile {
  readonly source: Source;
  /** The folder its paths are relative to. */
  readonly folder: string;
  /** `iris` for `pipelines/iris.pipe`. */
  readonly name: string;
}

const maxBytes = 4 * 1024 * 1024;

/** Reads a pipeline. Fails where there is no such text file. @param path Relative to the working directory. */
export async function readPipeline(
  path: string,
  { workingDirectory }: CommandContext,
  report: Report,
): Promise<PipelineFile> {
  const full = resolve(workingDirectory, path);
  const shown = displayPath(full, workingDirectory);
  const size = await Deno.stat(full).then((info) => info.size, () => 0);
  if (size > maxBytes) report.fail(pipelineTooLarge(shown, "4 MiB"));
  const text = decode(await readFile(full, { path: shown, report })) ??
    report.fail(pipelineNotUtf8(shown));
  return {
    source: { name: shown, text },
    folder: dirname(full),
    name: basename(full).replace(/\.pipe$/, ""),
  };
}
