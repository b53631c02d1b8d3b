import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";

/** Where and why a training broke down. */
export interface Divergence {
  readonly step: number;
  readonly epoch: number;
  /** What stopped being a finite number, such as `the loss overflows`. */
  readonly what?: string;
  /** The likely cause, as the next thing to do. */
  readonly cause: string;
  readonly span?: Span;
  /** Whether no step was made before it, so that no learning rate is to blame. */
  readonly isUntrained?: boolean;
}

export function diverged({ step, epoch, what, cause, span }: Divergence): Diagnostic {
  const at = `The training diverges at step ${step} (epoch ${epoch})`;
  return error("E0601", { span }, { message: what ? `${at}: ${what}` : at, help: cause });
}

/** @param help How to go on, where the progress was kept. */
export function interrupted(epoch: number, help?: string): Diagnostic {
  return error("E0603", {}, {
    message: `Interrupted in epoch ${epoch}`,
    help: help ?? "Nothing was written; run the pipeline again",
  });
}
