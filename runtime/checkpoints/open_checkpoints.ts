import type { Report } from "../../dsl/text/report.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { CheckpointFiles } from "../files/checkpoint_files.ts";
import type { TrainingProgress } from "../train/progress.ts";
import type { ProgressKeeper } from "../train/train.ts";
import type { TrainingIdentity } from "../results/identity.ts";
import { checkpointKeeper, type CheckpointOptions } from "./keeper.ts";
import { progressToResume, unfinishedBefore } from "./unfinished.ts";

/** How a run begins and goes on after an interruption. */
export interface ResumeOptions {
  /** Whether to go on with the unfinished run in the folder; there must be one, unless it says otherwise. */
  readonly resume?: boolean | "if unfinished";
  /** The command that goes on, for people; what the API calls it unless given. */
  readonly resumeWith?: string;
  /** When the training is saved, and how often. */
  readonly checkpoints?: CheckpointOptions;
}

/** Where checkpoints are, and who is told of them. */
export interface OpenCheckpointsOptions extends ResumeOptions {
  readonly files: CheckpointFiles;
  /** The folder, as shown to people. */
  readonly place: string;
  readonly identity: TrainingIdentity;
  readonly report: Report;
  readonly onWarning: (warning: Diagnostic) => void;
}

/** What keeps a training, and where it goes on if it does. Fails where that is asked for and cannot be. */
export async function openCheckpoints(
  { files, place, identity, report, onWarning, ...options }: OpenCheckpointsOptions,
): Promise<{ readonly keeper: ProgressKeeper; readonly from?: TrainingProgress }> {
  const { resume, resumeWith = "the same run with resume: true", checkpoints } = options;
  const unfinished = { files, identity, place };
  const keeping = { ...checkpoints, ...unfinished, resumeWith, onWarning };
  const goesOn = resume === "if unfinished" ? (await files.list()).length > 0 : resume;
  if (goesOn) {
    const from = await progressToResume({ ...unfinished, report, onWarning });
    const before = await files.list();
    return { keeper: checkpointKeeper({ ...keeping, before }), from };
  }
  const { warning, names: before = [], furthest } = await unfinishedBefore(unfinished);
  if (warning) onWarning(warning);
  return { keeper: checkpointKeeper({ ...keeping, before, furthest }) };
}
