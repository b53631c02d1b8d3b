import type { Override } from "../../dsl/syntax/override.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Source } from "../../dsl/text/span.ts";
import { type Access, accessFor, type CommandContext } from "../files/access.ts";
import type { File } from "../../dsl/syntax/ast.ts";
import { type DataOverride, dataOverride, withDataOverride } from "./data_override.ts";
import { withLinearModel } from "./linear_model.ts";
import { withDevice } from "./device_override.ts";
import { withSeed } from "./seed_override.ts";
import { composed, readTree, type TreeOptions } from "./used_files.ts";
import { readPipeline } from "./pipeline_file.ts";

/** Which pipeline is meant: a file and what was chosen beside it. */
export interface PipelineChoice {
  /** The working directory, and what may be read. */
  readonly context: CommandContext;
  /** A manifest that takes the place of the `load` stage, relative to the working directory. */
  readonly data?: string;
  /** Which variant of the pipeline is meant; its shared stages alone unless given. */
  readonly variant?: string;
  /** Parameters set from outside the file. */
  readonly overrides?: readonly Override[];
  /** Takes the place of the pipeline's own seed. */
  readonly seed?: number;
  /** Takes the place of the pipeline's own device: `cpu`, `cuda:1`. */
  readonly device?: string;
  /** Whether its last layer alone is the model: what a linear model would be worth. */
  readonly linear?: boolean;
}

/** A pipeline as it was read, with what it may read. */
export interface OpenPipeline {
  /** With what it uses, the variant and the data that were chosen. */
  readonly file: File;
  /** `iris`, with `-<variant>`, `-linear` and `-<dataset>` behind it where those are chosen. */
  readonly name: string;
  readonly access: Access;
}

/** Reads a `.pipe` file. Fails where there is none. @param path Relative to the working directory. */
export async function openPipeline(
  path: string,
  { context, data, variant, seed, device, linear }: PipelineChoice,
  report: Report,
): Promise<OpenPipeline> {
  const { source, folder, name } = await readPipeline(path, context, report);
  const given = data === undefined ? undefined : dataOverride(data, context);
  const chosen = [variant, linear ? "linear" : undefined, given?.name]
    .filter((each) => each !== undefined);
  const access = accessFor(folder, given?.context ?? context);
  const file = await openSource(source, {
    access,
    data: given?.data,
    variant,
    seed,
    device,
    linear,
    report,
  });
  return { file, name: [name, ...chosen].join("-"), access };
}

/** What was chosen for a pipeline that is at hand as text. */
export interface SourceChoice extends TreeOptions {
  readonly data?: DataOverride;
  readonly variant?: string;
  readonly seed?: number;
  readonly device?: string;
  readonly linear?: boolean;
}

/** A pipeline as one file, with its variant, its data, its seed, its device and its model chosen. */
export async function openSource(
  source: Source,
  { data, variant, seed, device, linear, ...options }: SourceChoice,
): Promise<File> {
  const file = options.report.need(composed(await readTree(source, options), variant));
  const loaded = data ? withDataOverride(file, data) : file;
  const seeded = seed === undefined ? loaded : withSeed(loaded, seed);
  const placed = device === undefined ? seeded : withDevice(seeded, device, options.report);
  return linear ? withLinearModel(placed, options.report) : placed;
}
