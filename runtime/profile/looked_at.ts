import type { Frame } from "../data/frame.ts";

/** What is looked at, and what was said of it. */
export interface LookedAt {
  /** With its columns as they were read. */
  readonly frame: Frame;
  /** The rows to train on. */
  readonly train: Int32Array;
  /** The rows of the parts that an `expect` speaks of. */
  readonly judged: Int32Array;
  /** How many features are made of a column. */
  readonly featuresOf: (column: string) => number;
  /** Whether the parts came with the data. */
  readonly isGiven: boolean;
  /** Whether the classes of the target are listed. */
  readonly isListed: boolean;
  /** The columns of which a person said what they are. */
  readonly said: ReadonlySet<string>;
}
