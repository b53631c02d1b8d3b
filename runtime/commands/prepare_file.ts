import { join, resolve } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import type { Engine } from "../engine/engine.ts";
import { accessFor, type CommandContext } from "../files/access.ts";
import { openPipeline, type PipelineChoice } from "../open/open_pipeline.ts";
import { prepare, type Prepared } from "../prepare/prepare.ts";

/** A pipeline, and where its training starts. */
export interface TrainingChoice extends PipelineChoice {
  /**
   * The folder of a run, or its `parameters.npz`, relative to the working directory: layers of the same names and
   * shapes start from there. All start as the pipeline says unless given.
   */
  readonly from?: string;
}

/** A pipeline that is ready to be trained. */
export interface PreparedFile {
  readonly prepared: Prepared;
  /** What it is called: `iris`, with what was chosen behind it. */
  readonly name: string;
}

/** Opens a `.pipe` file and prepares it. Fails with the mistakes of the first phase that has any. */
export async function prepareFile(
  path: string,
  { from, ...choice }: TrainingChoice,
  { engine, report }: { readonly engine?: Engine; readonly report: Report },
): Promise<PreparedFile> {
  const start = from === undefined ? undefined : await parametersOf(from, choice.context);
  const context = start?.context ?? choice.context;
  const { file, name, access } = await openPipeline(path, { ...choice, context }, report);
  const { overrides } = choice;
  const prepared = await prepare(file, {
    ...{ access, overrides, report },
    ...engine && { engine },
    ...start && { from: start.path },
  });
  return { prepared, name };
}

/** The file of parameters that a person names, and leave to read it: no pipeline does. */
async function parametersOf(
  from: string,
  context: CommandContext,
): Promise<{ readonly path: string; readonly context: CommandContext }> {
  const { workingDirectory, allowed } = context;
  const named = resolve(workingDirectory, from);
  const isFolder = await accessFor(workingDirectory, context).isFolder(named);
  const path = isFolder ? join(named, "parameters.npz") : named;
  return { path, context: { ...context, allowed: [...allowed, path] } };
}
