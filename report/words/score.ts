import type { Interval } from "./interval.ts";

/** A score and the one that no model is needed for. */
export interface Score {
  /** What it is, and of which rows. */
  readonly title: string;
  readonly value: number;
  readonly interval: Interval;
  /** That of always giving the same answer. */
  readonly baseline?: {
    readonly name: string;
    readonly value: number;
    readonly interval: Interval;
  };
  readonly better: "higher" | "lower";
  /** Whether it is a share, from 0 to 100%. */
  readonly isShare?: boolean;
  readonly format: (value: number) => string;
}
