import { dirname, join } from "node:path";
import { type Report, Stopped } from "../../dsl/text/report.ts";
import { type CheckpointFiles, checkpointFiles } from "./checkpoint_files.ts";
import { outHoldsFolder, outHoldsOthers, outInUse, outNotWritable } from "./file_diagnostics.ts";
import type { FileContent } from "./file_content.ts";
import { noteOf, takeLock } from "./file_lock.ts";
import type { PassKillPoint } from "./kill_points.ts";
import { followed, type OutPlace, partialPath } from "./out_place.ts";
import { resultIn } from "./result_files.ts";
import { folderEntries, isThere } from "./synced.ts";

/** What each command may leave; a folder that holds anything else is not written to. */
export const filesLeft = {
  run: [
    ...["model.onnx", "metrics.json", "history.csv", "parameters.npz", "records.json.gz"],
    ...["run.lock.yaml", "report.html"],
  ],
  compile: ["training.onnx", "model.onnx", "graph.txt"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A command that fills a folder. */
export type FillingCommand = keyof typeof filesLeft;

/** A file that a command may leave. */
export type FileLeftBy<C extends FillingCommand> = typeof filesLeft[C][number];

/** A folder that a command fills: nothing is seen of it until it is whole. Locked until it is let go. */
export interface OutFolder {
  /** What a run saves on its way, and what an earlier one that did not end has saved. */
  readonly checkpoints: CheckpointFiles;
  /** The folder in which those are, as shown to people. */
  readonly partial: string;
  /**
   * Puts the files in their place, each whole, those of an earlier time until then. Fails where that cannot be
   * done (E0503).
   */
  commit(files: Readonly<Record<string, FileContent>>, report: Report): Promise<void>;
  /** Lets the folder go and removes what was begun; checkpoints stay. */
  discard(): Promise<void>;
}

/** How a folder is claimed. */
export interface ClaimOptions {
  /** Who fills it, and may replace what it left there before. */
  readonly by: FillingCommand;
  readonly report: Report;
  readonly onKillPoint?: PassKillPoint;
}

/**
 * Makes sure that a folder can be written before any work is done for it, and that nobody else fills it; what
 * an earlier command had finished but not put in its place is put there. Fails where it cannot be written
 * (E0503), holds other files (E0504, E0519), or is being filled (E0518).
 */
export async function claimOutFolder(
  { path: written, shown }: OutPlace,
  { by, report, onKillPoint: pass = () => {} }: ClaimOptions,
): Promise<OutFolder> {
  const fail = (error: unknown) => report.fail(outNotWritable(shown, error));
  const path = await followed(written);
  const partial = partialPath(path);
  const saved = join(partial, "checkpoints");
  const result = resultIn(partial, { path, own: filesLeft[by], superseded: saved, pass });
  const made = await firstMissing(dirname(path));
  const lockPath = join(partial, "lock");
  const note = `process ${Deno.pid}, since ${new Date().toISOString()}`;
  const lock = await takeLock(lockPath, note).catch(fail) ??
    report.fail(outInUse(shown, await noteOf(lockPath)));
  const checkpoints = checkpointFiles(saved, pass);
  const removeLeftovers = async () => await checkpoints.keep(await checkpoints.list());
  const letGo = async () => {
    await removeLeftovers().catch(() => {});
    await lock.release();
    // What holds a result or checkpoints is not empty, and stays.
    await Deno.remove(saved).catch(() => {});
    await Deno.remove(partial).catch(() => {});
    if (made) await removeEmpty(dirname(path), made);
  };
  try {
    await result.complete();
    await removeLeftovers();
    await refuseOthers(path, { shown, by, report });
    await requireWritable(path, pass);
  } catch (error) {
    await letGo();
    if (error instanceof Stopped) throw error;
    fail(error);
  }
  pass("claimed");
  return {
    checkpoints,
    partial: partialPath(shown),
    async commit(files, report) {
      try {
        await result.write(files);
      } catch (error) {
        const saved = await checkpoints.list().catch(() => []);
        report.fail(outNotWritable(shown, error, saved.length > 0));
      }
      await letGo();
    },
    async discard() {
      await result.discard().catch(() => {});
      await letGo();
    },
  };
}

interface Refusing {
  readonly shown: string;
  readonly by: FillingCommand;
  readonly report: Report;
}

/** Fails where a folder holds what the command never wrote. */
async function refuseOthers(path: string, { shown, by, report }: Refusing): Promise<void> {
  const own: readonly string[] = filesLeft[by];
  const entries = await folderEntries(path);
  const names = entries.map(({ name }) => name).filter((name) =>
    !own.includes(name) && name !== probeName
  ).sort();
  if (names.length > 0) report.fail(outHoldsOthers(shown, { by, names }));
  const folder = entries.find(({ isDirectory }) => isDirectory);
  if (folder) report.fail(outHoldsFolder(shown, folder.name));
}

/** A file that is there for a moment, to see whether others can be. */
const probeName = ".penstock";

/** @throws What the system says where a folder takes no files; where there is none, the one above does. */
async function requireWritable(path: string, pass: PassKillPoint): Promise<void> {
  if (!await isThere(path)) return;
  const probe = join(path, probeName);
  await Deno.writeTextFile(probe, "");
  pass("probe written");
  await Deno.remove(probe);
}

/** The topmost folder on the way to `path` that does not exist yet. */
async function firstMissing(path: string): Promise<string | undefined> {
  let missing: string | undefined;
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    if (await Deno.stat(at).then(() => true, () => false)) break;
    missing = at;
  }
  return missing;
}

/** Removes empty folders from `from` up to `to`. */
async function removeEmpty(from: string, to: string): Promise<void> {
  for (let at = from; at.length >= to.length; at = dirname(at)) {
    await Deno.remove(at).catch(() => {});
  }
}
