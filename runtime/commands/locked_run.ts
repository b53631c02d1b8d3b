import { join, resolve } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import { type CommandContext, decode, displayPath, readFile } from "../files/access.ts";
import { notUtf8 } from "../files/file_diagnostics.ts";
import { isFileAt, isFolderAt } from "../files/kind_of_place.ts";
import { sha256 } from "../files/sha256.ts";
import { type LockedChoice, lockName, parseLock, type RunLock } from "../results/lock.ts";
import * as problem from "./verify_diagnostics.ts";

/** A run as its folder records it. */
export interface LockedRun {
  /** As the system knows it, and as shown to people. */
  readonly path: string;
  readonly shown: string;
  readonly lock: RunLock;
  readonly choice: LockedChoice;
  /** What it left, by name. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** Reads what a folder says of itself. Fails where it says nothing, or one of its files is no longer what it was. */
export async function readLockedRun(
  path: string,
  { workingDirectory }: CommandContext,
  report: Report,
): Promise<LockedRun> {
  const full = resolve(workingDirectory, path);
  const shown = displayPath(full, workingDirectory);
  const place = join(shown, lockName);
  if (await isFolderAt(full) && !await isFileAt(join(full, lockName))) {
    report.fail(problem.noRun(shown, await isFileAt(join(full, comparisonName))));
  }
  const bytes = await readFile(join(full, lockName), { path: place, report });
  const text = decode(bytes) ?? report.fail(notUtf8({ path: place }));
  const lock = parsed(text, place, report);
  const choice = lock.choice ?? report.fail(problem.lockWithoutPipeline(place));
  const files: Record<string, Uint8Array> = {};
  for (const [name, hash] of Object.entries(lock.results)) {
    const file = join(shown, name);
    const content = await readFile(join(full, name), { path: file, report });
    if (sha256(content) !== hash) report.fail(problem.resultChanged(file));
    files[name] = content;
  }
  return { path: full, shown, lock, choice, files };
}

/** What every comparison leaves. */
const comparisonName = "compare.csv";

function parsed(text: string, place: string, report: Report): RunLock {
  try {
    return parseLock(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return report.fail(problem.noLock(place, error.message));
  }
}
