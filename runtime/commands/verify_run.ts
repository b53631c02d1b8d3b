import { join, resolve } from "node:path";
import type { Override } from "../../dsl/syntax/override.ts";
import { parseOverride } from "../../dsl/syntax/parse_override.ts";
import { type Diagnostic, unwrap } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import { floatsOf } from "../engine/tensor.ts";
import { type CommandContext, readFile } from "../files/access.ts";
import { sha256 } from "../files/sha256.ts";
import { decodeNpz } from "../formats/npz.ts";
import { readParams } from "../open/params_file.ts";
import type { Prepared } from "../prepare/prepare.ts";
import { computedBy, differencesOf, identityOf } from "../results/identity.ts";
import { firstChanged, hashesOf, lockName } from "../results/lock.ts";
import { graphHash } from "../results/lock_of.ts";
import { parametersByName } from "../results/parameters.ts";
import { phase } from "./phase.ts";
import { type LockedRun, readLockedRun } from "./locked_run.ts";
import { type PreparedFile, prepareFile } from "./prepare_file.ts";
import type { RunResult } from "./finish_run.ts";
import { type RunListener, trainedFiles } from "./run.ts";
import * as problem from "./verify_diagnostics.ts";

/** What a run is verified with. */
export interface VerifyRunOptions {
  /** The working directory, and what may be read. */
  readonly context: CommandContext;
  /** Told how the second run goes on. */
  readonly listener?: RunListener;
}

/** A run that was made again. */
export interface VerifiedRun {
  /** The folder as shown to people. */
  readonly out: string;
  /** The files that are the same, byte for byte: all that the run left. */
  readonly files: readonly string[];
}

/**
 * Makes a run again, and compares: files of the folder, pipeline, data, split, graph, and every byte that the run
 * left. Nothing is written.
 * @param path The folder of the run, relative to the working directory.
 * @throws {PenstockError} If it cannot be made again, or with the first thing that differs (E0702 to E0705).
 */
export async function verifyRun(
  path: string,
  { context, listener }: VerifyRunOptions,
): Promise<VerifiedRun> {
  const recorded = await phase((report) => readLockedRun(path, context, report));
  const { prepared, name } = await phase((report) => prepareAgain(recorded, context, report));
  await phase((report) => requireSame(recorded, prepared, report));
  const { choice, lock, shown } = recorded;
  const { files, result } = await trainedFiles(prepared, {
    ...{ name, listener, history: choice.history, choice },
  });
  const again = await hashesOf(files);
  const changed = firstChanged(lock.results, again);
  if (changed !== undefined) {
    await phase(async (report) =>
      report.fail(await driftOf(recorded, { changed, result, report }))
    );
  }
  return { out: shown, files: Object.keys(lock.results) };
}

async function prepareAgain(
  { path, choice }: LockedRun,
  context: CommandContext,
  report: Report,
): Promise<PreparedFile> {
  const { pipeline, data, variant, seed, device, linear, from, params = [], set = {} } = choice;
  const fromFiles = await Promise.all(
    params.map((file) => readParams(resolve(path, file), context)),
  );
  const overrides: readonly Override[] = [
    ...fromFiles.flat(),
    ...Object.entries(set).map(([name, value]) => unwrap(parseOverride(`${name}=${value}`))),
  ];
  return await prepareFile(resolve(path, pipeline), {
    ...{ context, variant, seed, device, linear, overrides },
    ...data !== undefined && { data: resolve(path, data) },
    ...from !== undefined && { from: resolve(path, from) },
  }, { report });
}

/** Fails where the run would be another training. */
async function requireSame(
  { lock, shown }: LockedRun,
  prepared: Prepared,
  report: Report,
): Promise<void> {
  const now = await identityOf(prepared);
  const differences = differencesOf(lock.identity, now);
  const [then, here] = [computedBy(lock.identity), computedBy(now)];
  const place = join(shown, lockName);
  const by = then === here ? undefined : { then, now: here };
  const text = sha256(prepared.program.pipeline.source.text);
  const isSameText = text === lock.source;
  const all = isSameText || differences.length > 0
    ? differences
    : ["the text of the pipeline has changed, though not what it means"];
  if (all.length > 0) report.fail(problem.runDiffers(place, all, by));
  if (lock.graph !== graphHash(prepared)) report.fail(problem.graphDiffers(place, by));
}

interface Changed {
  /** The first file that has other bytes. */
  readonly changed: string;
  readonly result: RunResult;
  readonly report: Report;
}

/** By how much the parameters of a run are others than those that it left. */
async function driftOf(
  { path, shown, lock }: LockedRun,
  { changed, result: { prepared, trained }, report }: Changed,
): Promise<Diagnostic> {
  const name = "parameters.npz";
  const place = join(shown, name);
  const before = arraysIn(await readFile(join(path, name), { path: place, report })) ??
    report.fail(problem.resultChanged(place));
  let [drift, parameter] = [0, undefined as string | undefined];
  for (const [each, tensor] of Object.entries(parametersByName(prepared, trained.state))) {
    const then = before.get(each)?.data ?? [];
    floatsOf(tensor).forEach((value, at) => {
      const change = Math.abs(value - then[at]);
      if (!(change <= drift)) [drift, parameter] = [change, each];
    });
  }
  const [then, now] = [
    computedBy(lock.identity),
    computedBy(await identityOf(prepared)),
  ];
  return problem.numbersDrifted(join(shown, changed), {
    ...parameter !== undefined && { parameter, drift },
    ...then !== now && { by: { then, now } },
  });
}

/** The arrays of an archive by name; nothing where it is none. */
function arraysIn(bytes: Uint8Array): ReturnType<typeof decodeNpz> | undefined {
  try {
    return decodeNpz(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
