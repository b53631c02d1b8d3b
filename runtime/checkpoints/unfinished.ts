import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { CheckpointFiles } from "../files/checkpoint_files.ts";
import { systemReason } from "../files/system_reason.ts";
import type { TrainingProgress } from "../train/progress.ts";
import { type Checkpoint, decodeCheckpoint } from "./checkpoint.ts";
import {
  damagedCheckpoint,
  nothingToResume,
  otherTraining,
  otherVersion,
  replacesUnfinished,
} from "./checkpoint_diagnostics.ts";
import {
  computedBy,
  differencesOf,
  isComputedAlike,
  type TrainingIdentity,
} from "../results/identity.ts";

/** What an earlier run left that did not end. */
export interface UnfinishedOptions {
  readonly files: CheckpointFiles;
  /** Of the training that begins. */
  readonly identity: TrainingIdentity;
  /** The folder, as shown to people. */
  readonly place: string;
  readonly report: Report;
  /** Told that the last digits may differ. */
  readonly onWarning: (warning: Diagnostic) => void;
}

/**
 * Where an unfinished run is to be gone on with. Fails where there is none (E0525), its last checkpoint is damaged
 * (E0526), or it is another training (E0527).
 */
export async function progressToResume(
  { files, identity, place, report, onWarning }: UnfinishedOptions,
): Promise<TrainingProgress> {
  const names = await files.list();
  const name = names.at(-1) ?? report.fail(nothingToResume(place));
  const file = `${place}/checkpoints/${name}`;
  const found = await read(files, name);
  if ("reason" in found) {
    return report.fail(damagedCheckpoint(file, { ...found, earlier: names.at(-2) }));
  }
  const differences = differencesOf(found.identity, identity);
  if (differences.length > 0) report.fail(otherTraining(file, differences));
  if (!isComputedAlike(found.identity, identity)) {
    const [then, now] = [computedBy(found.identity), computedBy(identity)];
    onWarning(otherVersion(file, { then, now }));
  }
  return found.progress;
}

/** What a run would lose that begins again, as a warning. */
export interface Unfinished {
  readonly warning?: Diagnostic;
  /** What it saved, where it is the same training. */
  readonly names?: readonly string[];
  /** How many steps that had made. */
  readonly furthest?: number;
}

/** What an earlier run left, for one that begins again. */
export async function unfinishedBefore(
  { files, identity, place }: Omit<UnfinishedOptions, "report" | "onWarning">,
): Promise<Unfinished> {
  const names = await files.list();
  const name = names.at(-1);
  if (name === undefined) return {};
  const found = await read(files, name);
  if ("reason" in found) {
    return { warning: replacesUnfinished(place, { epoch: undefined, isSame: false }) };
  }
  const isSame = differencesOf(found.identity, identity).length === 0;
  const { begun: { epoch } } = found.progress;
  const warning = replacesUnfinished(place, { epoch, isSame });
  return isSame ? { warning, names, furthest: stepIn(name) } : { warning };
}

/** How many steps came before a checkpoint, by its name. */
function stepIn(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

async function read(
  files: CheckpointFiles,
  name: string,
): Promise<Checkpoint | { readonly reason: string }> {
  try {
    return decodeCheckpoint(await files.read(name));
  } catch (error) {
    return { reason: error instanceof RangeError ? error.message : systemReason(error) };
  }
}
