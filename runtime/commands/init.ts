import { basename, relative, resolve } from "node:path";
import { type Diagnostic, error, PenstockError, unwrap } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import { written } from "../data/quoting.ts";
import { accessFor, type CommandContext, displayPath } from "../files/access.ts";
import { outNotWritable } from "../files/file_diagnostics.ts";
import { Choices, type ReasonedChoice } from "../init/choices.ts";
import { firstPipeline } from "../init/first_pipeline.ts";
import { openSource } from "../open/open_pipeline.ts";
import { assemble } from "../prepare/assemble.ts";
import { formatOfPath } from "../readers/format_of_path.ts";
import type { DataPreview } from "../profile/preview.ts";
import { dataFile } from "./data.ts";
import { phase } from "./phase.ts";

/** What a first pipeline is written for. */
export interface InitFileOptions {
  /** The working directory, and what may be read. */
  readonly context: CommandContext;
  /** The column to predict; guessed unless given. */
  readonly target?: string;
  /** The file to write, relative to the working directory; as the data, with `.pipe`, unless given. */
  readonly out?: string;
  /** Told of each warning about the data, for which nothing was chosen. */
  readonly warn?: (warning: Diagnostic) => void;
}

/** A pipeline that was written. */
export interface InitFile {
  /** The file as shown to people. */
  readonly out: string;
  /** What was written. */
  readonly text: string;
}

/** Looking again after each advice, this often is more than enough. */
const mostRounds = 12;

/**
 * Writes a first pipeline for some data, which trains as it is.
 * @param path Relative to the working directory: a table, an array, a folder of pictures or a manifest.
 * @throws {PenstockError} If the data cannot be read, or something is there already.
 */
export async function initFile(path: string, options: InitFileOptions): Promise<InitFile> {
  const { context, warn } = options;
  const { workingDirectory } = context;
  const stem = basename(path.replace(/\/+$/, "")).replace(/(?:\.[^.]+?)(?:\.gz)?$/, "");
  const out = resolve(workingDirectory, options.out ?? `${stem || "first"}.pipe`);
  const shown = displayPath(out, workingDirectory);
  const isThere = await Deno.stat(out).then(() => true, () => false);
  if (isThere) throw new PenstockError([thereAlready(shown)]);
  const reader = await readerOf(path, context);
  const choices = new Choices();
  const hasTarget = reader === "dataset" || reader === "images";
  const first = hasTarget ? undefined : await look(path, { context, choices });
  const target = first && targetOf(first, options.target);
  const access = accessFor(resolve(out, ".."), {
    ...context,
    allowed: [...context.allowed, resolve(workingDirectory, path, "..")],
  });
  for (let round = 0;; round++) {
    const preview = await look(path, { context, choices, ...target && { target } });
    const wrong = preview.findings.filter(({ severity }) => severity === "error");
    if (wrong.length > 0) throw new PenstockError(wrong);
    const text = firstPipeline({
      reader,
      path: relative(resolve(out, ".."), resolve(workingDirectory, path)),
      ...target && { target: { ...target, text: written(target.text) } },
      preview,
      choices,
      hasParts: Object.keys(preview.classes?.counts ?? {}).length > 1,
    });
    const found = await reported(async (report) => {
      const file = await openSource({ name: shown, text }, { access, report });
      await assemble(file, { access, report });
    });
    const told = found.ok ? found.warnings : found.diagnostics;
    // What shows only with a target that is known to be one of classes.
    if (round < mostRounds && choices.follow(told)) continue;
    unwrap(found, warn);
    await phase((report) => create(out, { shown, text, report }));
    return { out: shown, text };
  }
}

async function readerOf(path: string, context: CommandContext): Promise<string> {
  if (/\.ya?ml$/i.test(path)) return "dataset";
  const { isFolder } = accessFor(context.workingDirectory, context);
  return await isFolder(path) ? "images" : formatOfPath(path) ?? "csv";
}

interface Looking {
  readonly context: CommandContext;
  readonly choices: Choices;
  readonly target?: ReasonedChoice;
}

/** Looks at data until there is no more advice to follow. @throws {PenstockError} With what is wrong for all that. */
async function look(path: string, { context, choices, target }: Looking): Promise<DataPreview> {
  for (let round = 0;; round++) {
    const options = [...choices.options].map(([name, { text }]) => `${name} = ${text}`).join(", ");
    const columns = [...choices.columns].map(([name, { text }]) => `column ${name}: ${text}`);
    const given = {
      context,
      ...target && { target: target.text },
      ...options !== "" && { options },
      columns,
    };
    try {
      const preview = await dataFile(path, given);
      if (round < mostRounds && choices.follow(preview.findings)) continue;
      return preview;
    } catch (error) {
      const isNew = error instanceof PenstockError && round < mostRounds &&
        choices.follow(error.diagnostics);
      if (!isNew) throw error;
    }
  }
}

/** What targets are called. */
const usualNames = /^(?:target|label|labels|class|y|outcome|output)$/i;

/** The column to predict: the one that is named, one that is called so, or the last. */
function targetOf({ columns }: DataPreview, named: string | undefined): ReasonedChoice {
  if (named !== undefined) return { text: named, reason: "as it was asked for" };
  const usual = columns.filter(({ name }) => usualNames.test(name));
  if (usual.length === 1) return { text: usual[0].name, reason: "it is called so" };
  const last = columns.at(-1)?.name ?? "";
  return { text: last, reason: "the last column; write another name where that is wrong" };
}

async function create(
  path: string,
  { shown, text, report }: {
    readonly shown: string;
    readonly text: string;
    readonly report: Report;
  },
): Promise<void> {
  try {
    await Deno.writeTextFile(path, text, { createNew: true });
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AlreadyExists)) report.fail(outNotWritable(shown, cause));
    report.fail(thereAlready(shown));
  }
}

function thereAlready(path: string): Diagnostic {
  return error("E0877", { place: path }, {
    message: `"${path}" is there already`,
    help: "Write the pipeline to another file: --out FILE.pipe",
  });
}
