import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { type CheckpointFiles, isBestName } from "../files/checkpoint_files.ts";
import { systemReason } from "../files/system_reason.ts";
import type { ProgressKeeper, Resting } from "../train/train.ts";
import { encodeCheckpoint } from "./checkpoint.ts";
import { notSaved } from "./checkpoint_diagnostics.ts";
import type { TrainingIdentity } from "../results/identity.ts";

/** When a training is saved: after so many epochs, or so many seconds. */
export type CheckpointPace = { readonly epochs: number } | { readonly seconds: number };

/** How the checkpoints of a run are kept. */
export interface CheckpointOptions {
  /** When they are saved; once a minute unless given. */
  readonly every?: CheckpointPace;
  /** How many of the last ones are kept beside the best; 2 unless given. */
  readonly count?: number;
}

/** Where and for whom they are kept. */
export interface KeepingOptions extends CheckpointOptions {
  readonly files: CheckpointFiles;
  readonly identity: TrainingIdentity;
  /** The folder, as shown to people. */
  readonly place: string;
  /** The command that goes on after an interruption, as a person would type it. */
  readonly resumeWith: string;
  /** What was saved of the same training before; anything else there is replaced. */
  readonly before: readonly string[];
  /** How many steps it had made, if this one does not go on from there: until it is further, that is kept. */
  readonly furthest?: number;
  /** Told where they cannot be saved. */
  readonly onWarning: (warning: Diagnostic) => void;
}

const defaults = { every: { seconds: 60 }, count: 2 } as const;

/** Saves the progress of a training from time to time, and where it is interrupted. Forgets it where it breaks down. */
export function checkpointKeeper(options: KeepingOptions): ProgressKeeper {
  const { every = defaults.every, resumeWith, place, furthest = -1 } = options;
  let savedAt = performance.now();
  let names = options.before;
  const save = async (resting: Resting) => {
    names = await saved(resting, { ...options, before: names });
  };
  const isDue = ({ ended }: Resting) =>
    "epochs" in every
      ? ended !== undefined && ended.epochs % every.epochs === 0
      : performance.now() - savedAt >= 1000 * every.seconds;
  return {
    async rest(resting) {
      if (!isDue(resting) || resting.steps <= furthest) return;
      try {
        await save(resting);
      } catch (error) {
        options.onWarning(notSaved(place, error));
      }
      savedAt = performance.now();
    },
    async interrupt(resting) {
      const goOn = `Go on with: ${resumeWith}`;
      if (resting.steps <= furthest) {
        return `An earlier run came further, and its state is kept. ${goOn}`;
      }
      try {
        await save(resting);
        return `Its state is saved. ${goOn}`;
      } catch (error) {
        const why = `Its state could not be saved: ${systemReason(error)}`;
        return names.length === 0
          ? `${why}; run the pipeline again`
          : `${why}. The one before it is kept. ${goOn}`;
      }
    },
    abandon: () => options.files.keep([]),
  };
}

/** @returns The names of those that are kept. */
async function saved(
  { steps, ended, progress }: Resting,
  { files, identity, count = defaults.count, before }: KeepingOptions,
): Promise<readonly string[]> {
  const content = encodeCheckpoint({ identity, progress: await progress() });
  const isBest = ended !== undefined && ended.best === ended.epochs;
  const names = [...before, await files.save(content, { step: steps, isBest })];
  const kept = [...names.filter(isBestName).slice(-1), ...names.slice(-count)];
  await files.keep(kept);
  return [...new Set(kept)].sort();
}
