import type { RecordedPart } from "./records.ts";

/** A row that got a number. */
export interface NumberRow {
  /** Which of the recorded rows it is, from 0. */
  readonly at: number;
  readonly truth: number;
  readonly said: number;
}

/** The recorded rows of one target. @param target Which of so many `targets`. */
export function numberRows(
  { targets = [], answers, recorded }: RecordedPart,
  { target, targets: width }: { readonly target: number; readonly targets: number },
): readonly NumberRow[] {
  const of = answers.length / recorded.length;
  return recorded.flatMap((_, at) => {
    const truth = targets[at * width + target];
    const said = answers[at * of + target];
    return truth === null || truth === undefined || said === null || said === undefined
      ? []
      : [{ at, truth, said }];
  });
}
