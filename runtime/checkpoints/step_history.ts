import type { Report } from "../../dsl/text/report.ts";
import type { FileContent } from "../files/file_content.ts";
import type { GrowingLines } from "../files/growing_lines.ts";
import type { EpochSteps } from "../train/history.ts";
import { stepHeader, stepLines } from "../results/history.ts";
import { stepsNotWritten } from "./checkpoint_diagnostics.ts";

/** `history.csv` with a line a step, which grows with the training and is nowhere in memory. */
export interface StepHistory {
  /** Adds the steps of an epoch, after those of the epochs before; any later ones are of a course that was left. */
  add(steps: EpochSteps): Promise<void>;
  /** What the file is to hold. */
  content(): Promise<FileContent>;
}

/** Where it grows. */
export interface StepHistoryOptions {
  readonly lines: GrowingLines;
  /** In which epoch the training goes on, from 1. */
  readonly epoch: number;
  /** How many steps an epoch has. */
  readonly steps: number;
  /** As shown to people. */
  readonly place: string;
  /** Told where it cannot be written. */
  readonly report: Report;
}

/** Begins it, or goes on with one; nothing where the steps before are not there. */
export async function openStepHistory(
  { lines, epoch, steps, place, report }: StepHistoryOptions,
): Promise<StepHistory | undefined> {
  const linesBefore = (epoch: number) => epoch === 1 ? 0 : 1 + (epoch - 1) * steps;
  const written = <T>(work: Promise<T>) =>
    work.catch((error) => report.fail(stepsNotWritten(place, error)));
  if (!await written(lines.keepFirst(linesBefore(epoch)))) return undefined;
  let next = epoch;
  return {
    async add(block) {
      if (block.epoch !== next) await written(lines.keepFirst(linesBefore(block.epoch)));
      await written(lines.append(stepLines(block)));
      next = block.epoch + 1;
    },
    async content() {
      if (next === 1) await written(lines.append(stepHeader()));
      return lines.content();
    },
  };
}
