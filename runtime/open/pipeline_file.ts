import { basename, dirname, resolve } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import type { Source } from "../../dsl/text/span.ts";
import { type CommandContext, decode, displayPath, readFile } from "../files/access.ts";
import { notAPipeline, pipelineNotUtf8, pipelineTooLarge } from "../files/file_diagnostics.ts";

/** A `.pipe` file as it was read. */
export interface PipelineFile {
  readonly source: Source;
  /** The folder its paths are relative to. */
  readonly folder: string;
  /** `iris` for `pipelines/iris.pipe`. */
  readonly name: string;
}

const maxBytes = 4 * 1024 * 1024;
/** Two rows of a table are looked for in so many letters. */
const maxRowLength = 10_000;

/** Reads a pipeline. Fails where there is no such text file. @param path Relative to the working directory. */
export async function readPipeline(
  path: string,
  { workingDirectory }: CommandContext,
  report: Report,
): Promise<PipelineFile> {
  const full = resolve(workingDirectory, path);
  const shown = displayPath(full, workingDirectory);
  const kind = kindByName(full);
  if (kind) report.fail(notAPipeline(shown, { name: basename(full), kind }));
  const size = await Deno.stat(full).then((info) => info.size, () => 0);
  if (size > maxBytes) report.fail(pipelineTooLarge(shown, "4 MiB"));
  const text = decode(await readFile(full, { path: shown, report })) ??
    report.fail(pipelineNotUtf8(shown));
  if (isTable(text)) report.fail(notAPipeline(shown, { name: basename(full), kind: "table" }));
  return {
    source: { name: shown, text },
    folder: dirname(full),
    name: basename(full).replace(/\.pipe$/, ""),
  };
}

/** What a file is by its name, if it is no pipeline. */
function kindByName(path: string): "table" | "manifest" | "model" | undefined {
  if (/\.(csv|tsv)$/i.test(path)) return "table";
  if (/\.ya?ml$/i.test(path)) return "manifest";
  return /\.onnx$/i.test(path) ? "model" : undefined;
}

/** Whether a text begins with two rows of as many cells, as no pipeline does: `iris.data` is a table too. */
function isTable(text: string): boolean {
  const [first = "", second = ""] = text.slice(0, maxRowLength).split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  if (/[(){}#=]/.test(first + second)) return false;
  return [",", ";", "\t"].some((mark) => {
    const cells = first.split(mark).length;
    return cells > 2 && cells === second.split(mark).length;
  });
}
