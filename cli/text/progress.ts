import type { EpochRecord } from "../../mod.ts";
import { finishedLine, progressLine, type Stand } from "./progress_line.ts";

/** Shows how a training goes on. */
export interface Progress {
  /** Training begins. @param epoch With which; the first unless given. */
  begin(epoch?: number): void;
  /** An epoch has ended. */
  epoch(record: EpochRecord, epochs: number): void;
  /** Nothing more comes. */
  stop(): void;
}

/** A line at the bottom of the screen that changes in place. */
export interface LiveLine {
  /** Shows another text. @param textFor What fits into so many columns. */
  show(textFor: (width: number) => string): void;
  /** Takes the line off the screen until the next text is shown. */
  clear(): void;
  /** Takes it off for good. */
  stop(): void;
}

/** What is needed to fill such a line. */
export interface LiveProgress {
  readonly line: LiveLine;
  /** Columns of the screen. */
  width(): number;
  /** Milliseconds from any beginning. */
  now(): number;
}

/** Prints a line. */
type Say = (line: string) => void;

/**
 * Plain lines: at most about twenty, whatever the epochs.
 * @param width Columns of the screen; as many as are needed unless given.
 */
export function plainProgress(say: Say, width: number = Infinity): Progress {
  return {
    begin() {},
    epoch(record, epochs) {
      const every = Math.max(1, Math.ceil(epochs / 20));
      if (record.epoch % every !== 0 && record.epoch !== 1 && record.epoch !== epochs) return;
      say(finishedLine({ record, epochs }, width));
    },
    stop() {},
  };
}

/** The line changes this often; more cannot be read and would slow down short epochs. */
const msBetween = 50;

/**
 * A line that changes in place, for one who watches. Above it stay finished epochs: every one of a
 * short run, every tenth of a longer one, and about a hundred beyond a thousand epochs.
 */
export function liveProgress({ line, width, now }: LiveProgress, say: Say): Progress {
  let started = now();
  let before = 0;
  let drawn = -Infinity;
  let unsaid: Stand | undefined;
  const finish = (stand: Stand) => {
    line.clear();
    say(finishedLine(stand, width()));
    unsaid = undefined;
  };
  return {
    begin(epoch = 1) {
      started = now();
      before = epoch - 1;
    },
    epoch(record, epochs) {
      const made = Math.max(1, record.epoch - before);
      const secondsLeft = (now() - started) / 1000 / made * (epochs - record.epoch);
      const stand = { record, epochs, secondsLeft };
      unsaid = stand;
      const isKept = record.epoch === 1 || record.epoch % keptEvery(epochs) === 0;
      if (isKept) finish(stand);
      if (!isKept && now() - drawn < msBetween) return;
      drawn = now();
      line.show((columns) => progressLine(stand, columns));
    },
    stop() {
      // Where training ends between two that stay.
      if (unsaid) finish(unsaid);
      line.stop();
    },
  };
}

/** Every how many epochs one stays on the screen. */
function keptEvery(epochs: number): number {
  return epochs <= 20 ? 1 : 10 * Math.ceil(epochs / 1000);
}
