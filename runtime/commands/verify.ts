import { join, resolve } from "node:path";
import { variantsOf } from "../../dsl/compose/compose.ts";
import { isVariantNeeded } from "../../dsl/compose/compose_diagnostics.ts";
import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import type { Pipeline } from "../../dsl/language/pipeline.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { JudgedExpectation } from "../../report/input/comparison.ts";
import type { Metrics } from "../../report/input/metrics.ts";
import { judgedExpectations, judgedOverSeeds } from "../evaluate/expectations.ts";
import { accessFor, type CommandContext, displayPath } from "../files/access.ts";
import { isFolderAt } from "../files/kind_of_place.ts";
import { readPipeline } from "../open/pipeline_file.ts";
import { readTree } from "../open/used_files.ts";
import { phase } from "./phase.ts";
import { prepareFile } from "./prepare_file.ts";
import { runPrepared } from "./run.ts";

/** A pipeline, or a variant of it, held to what it expects. */
export interface VerifiedPipeline {
  /** As shown to people. */
  readonly path: string;
  /** Absent where it has none. */
  readonly variant?: string;
  /** What it expects of its metrics, and what they are. */
  readonly expectations: readonly JudgedExpectation[];
  /** What its trainings took. */
  readonly seconds: number;
  /** Why it could not be trained; empty where it was. */
  readonly problems: readonly Diagnostic[];
}

/** What pipelines are verified with. */
export interface VerifyOptions {
  /** The working directory, and what may be read. */
  readonly context: CommandContext;
  /** Parameters set from outside. */
  readonly overrides?: readonly Override[];
  /** Takes the place of the device of each. */
  readonly device?: string;
  /** Told of each one when it has ended. */
  readonly onVerified?: (verified: VerifiedPipeline) => void;
}

/**
 * Trains pipelines, and each variant of theirs, and holds them to what they expect. Nothing is written.
 * @param paths Files, or folders of which every `.pipe` file is meant, relative to the working directory.
 * @throws {PenstockError} If there is no such file, or somebody asked for the end.
 */
export async function verifyFiles(
  paths: readonly string[],
  { context, overrides = [], device, onVerified }: VerifyOptions,
): Promise<readonly VerifiedPipeline[]> {
  const verified: VerifiedPipeline[] = [];
  for (const path of await pipelinesIn(paths, context)) {
    for (const variant of await variantsIn(path, context)) {
      const each = await verifyOne({ path, variant }, {
        context,
        overrides,
        ...device && { device },
      });
      // What a variant completes is no pipeline without one.
      if (each.problems.some(isVariantNeeded)) continue;
      verified.push(each);
      onVerified?.(each);
    }
  }
  return verified;
}

async function pipelinesIn(
  paths: readonly string[],
  { workingDirectory }: CommandContext,
): Promise<readonly string[]> {
  const found = paths.map(async (path) => {
    const full = resolve(workingDirectory, path);
    const isFolder = await isFolderAt(full);
    return isFolder ? await pipelinesBelow(full) : [path];
  });
  return (await Promise.all(found)).flat();
}

/** Every `.pipe` file of a folder and those in it, in the order of their names. */
async function pipelinesBelow(folder: string): Promise<readonly string[]> {
  const entries = (await Array.fromAsync(Deno.readDir(folder)))
    .sort((one, other) => one.name < other.name ? -1 : 1);
  const found = entries.map(async ({ name, isDirectory }) => {
    if (isDirectory) return name.startsWith(".") ? [] : await pipelinesBelow(join(folder, name));
    return name.endsWith(".pipe") ? [join(folder, name)] : [];
  });
  return (await Promise.all(found)).flat();
}

/** A pipeline without a variant, then its variants. */
async function variantsIn(
  path: string,
  context: CommandContext,
): Promise<readonly (string | undefined)[]> {
  return await phase(async (report: Report) => {
    const { source, folder } = await readPipeline(path, context, report);
    const tree = await readTree(source, { access: accessFor(folder, context), report });
    const names = variantsOf(tree).map(({ name }) => name.text);
    return [undefined, ...names];
  });
}

async function verifyOne(
  { path, variant }: { readonly path: string; readonly variant: string | undefined },
  given: Pick<VerifyOptions, "context" | "overrides" | "device">,
): Promise<VerifiedPipeline> {
  const { context } = given;
  const start = performance.now();
  const shown = displayPath(resolve(context.workingDirectory, path), context.workingDirectory);
  const end = () => (performance.now() - start) / 1000;
  const about = { path: shown, ...variant !== undefined && { variant } };
  try {
    const choice = { ...given, ...variant !== undefined && { variant } };
    const own = await trainWith(path, choice);
    const count = Math.max(0, ...own.pipeline.expectations.map(({ seeds = 0 }) => seeds));
    const trainings = [];
    for (let seed = 0; seed < count; seed++) {
      const training = seed === own.pipeline.seed
        ? own
        : await trainWith(path, { ...choice, seed });
      trainings.push(training.parts);
    }
    const expectations = [
      ...judgedExpectations(own.pipeline, own.parts),
      ...judgedOverSeeds(own.pipeline, trainings),
    ];
    return { ...about, expectations, seconds: end(), problems: [] };
  } catch (error) {
    // Who asks for the end means all of them.
    if (!(error instanceof PenstockError) || context.signal?.aborted) throw error;
    return { ...about, expectations: [], seconds: end(), problems: error.diagnostics };
  }
}

/** Trains a pipeline once, and forgets all but what it expects and how it was judged. */
async function trainWith(
  path: string,
  choice: Parameters<typeof prepareFile>[1],
): Promise<{ readonly pipeline: Pipeline; readonly parts: Metrics["parts"] }> {
  const { prepared, name } = await phase((report) => prepareFile(path, choice, { report }));
  const { signal } = choice.context;
  const { metrics: { parts } } = await runPrepared(prepared, {
    name,
    ...signal && { signal },
  });
  return { pipeline: prepared.program.pipeline, parts };
}
