/** What the thread of a comparison and those of its members tell each other. */
import type { Expected } from "../../dsl/language/pipeline.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { TrainingIdentity } from "../results/identity.ts";

/** A training, for a thread that knows nothing else. */
export interface MemberTask {
  /** The `.pipe` file, relative to the working directory. */
  readonly path: string;
  /** The folder to fill, likewise. */
  readonly out: string;
  readonly workingDirectory: string;
  readonly allowed: readonly string[];
  readonly data?: string;
  readonly variant?: string;
  readonly seed?: number;
  readonly device?: string;
  readonly linear?: boolean;
  readonly overrides: readonly Override[];
  /** Whether what an earlier comparison left is gone on with. */
  readonly resume: boolean;
  /** Whether it has a page of its own. */
  readonly hasPage: boolean;
}

/** What a training goes by, and must share with the others. */
export interface SharedGround {
  readonly files: TrainingIdentity["files"];
  readonly split: string;
  /** The target columns. */
  readonly targets: readonly string[];
}

/** The metrics of a member by which it can be told better. */
export type RankedMetrics = Readonly<Record<string, "higher" | "lower">>;

/** How a member is judged. */
export interface Judging {
  /** Which of its metrics have a better side. */
  readonly ranked: RankedMetrics;
  /** What its pipeline expects. */
  readonly expectations: readonly Expected[];
}

/** To the thread of a member. */
export type ToMember =
  | { readonly kind: "train"; readonly task: MemberTask; readonly interrupt: Int32Array }
  /** What was prepared may be trained. */
  | { readonly kind: "go" };

/** From the thread of a member. */
export type FromMember =
  | {
    readonly kind: "prepared";
    readonly ground: SharedGround;
    readonly judging: Judging;
  }
  | { readonly kind: "warning"; readonly warning: Diagnostic }
  | { readonly kind: "epoch"; readonly epoch: number; readonly epochs: number }
  /** Its folder is whole. @param resolved Its pipeline with everything written out, for the folder above. */
  | { readonly kind: "done"; readonly resolved: string }
  | { readonly kind: "failed"; readonly diagnostics: readonly Diagnostic[] }
  /** A mistake of our own. */
  | { readonly kind: "broken"; readonly message: string };
