/** Trainings that are cut and gone on with. */
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import { decodeCheckpoint, encodeCheckpoint } from "../../../runtime/checkpoints/checkpoint.ts";
import { identityOf } from "../../../runtime/results/identity.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import type { Prepared } from "../../../runtime/prepare/prepare.ts";
import type { TrainingProgress } from "../../../runtime/train/progress.ts";
import type { ProgressKeeper } from "../../../runtime/train/train.ts";
import { trained } from "../phases.ts";

/** A keeper that keeps nothing. */
export const keepsNothing: ProgressKeeper = {
  rest: () => Promise.resolve(),
  interrupt: () => Promise.resolve("kept"),
  abandon: () => Promise.resolve(),
};

/**
 * Trains until it rests for the `at`th time and stops there.
 * @returns Its progress, through the bytes of a checkpoint; nothing where it ends before.
 */
export async function cutAt(
  prepared: Prepared,
  at: number,
  from?: TrainingProgress,
): Promise<TrainingProgress | undefined> {
  const identity = await identityOf(prepared);
  const signal = { aborted: false };
  let [rests, kept] = [0, undefined as TrainingProgress | undefined];
  const count = () => (signal.aborted = ++rests >= at);
  count();
  const keeper: ProgressKeeper = {
    ...keepsNothing,
    rest: () => Promise.resolve(void count()),
    async interrupt({ progress }) {
      kept = decodeCheckpoint(encodeCheckpoint({ identity, progress: await progress() })).progress;
      return "kept";
    },
  };
  await trained(prepared, { engine: cpuEngine, keeper, signal, ...from && { from } })
    .catch((error) => {
      if (!(error instanceof PenstockError)) throw error;
    });
  return kept;
}

/** Trains with a cut at each of some rests, one after the other. */
export async function trainedInPieces(prepared: Prepared, cuts: readonly number[]) {
  let from: TrainingProgress | undefined;
  for (const at of cuts) from = await cutAt(prepared, at, from) ?? from;
  return await trained(prepared, { engine: cpuEngine, ...from && { from } });
}
