import { basename, dirname, resolve } from "node:path";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import type { Source } from "../../dsl/text/span.ts";
import { decode, displayPath, readFile, type Surroundings } from "../files/access.ts";
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

/**
 * Reads a pipeline.
 * @param path Relative to where the person stands.
 * @throws {PenstockError} If there is no such text file.
 */
export async function readPipeline(
  path: string,
  { workingDirectory }: Surroundings,
): Promise<PipelineFile> {
  const full = resolve(workingDirectory, path);
  const shown = displayPath(full, workingDirectory);
  const size = await Deno.stat(full).then((info) => info.size, () => 0);
  if (size > maxBytes) throw new PenstockError([pipelineTooLarge(shown, "4 MiB")]);
  const text = decode(await readFile(full, { path: shown }));
  if (text === undefined) throw new PenstockError([pipelineNotUtf8(shown)]);
  return {
    source: { name: shown, text },
    folder: dirname(full),
    name: basename(full).replace(/\.pipe$/, ""),
  };
}
