import type { RecordedPart } from "./records.ts";

/** A row that got a number. */
export interface NumberRow {
  /** Which of the recorded rows it is, from 0. */
  readonly at: number;
  readonly truth: number;
  readonly said: number;
}

/**
 * The recorded rows of one target. Of several quantiles the middle one is what is said, or the mean of the two in
 * the middle.
 * @param target Which of so many `targets`.
 */
export function numberRows(
  { targets = [], answers, recorded }: RecordedPart,
  { target, targets: width }: { readonly target: number; readonly targets: number },
): readonly NumberRow[] {
  const of = answers.length / recorded.length;
  const each = of / width;
  const [below, above] = [Math.floor((each - 1) / 2), Math.ceil((each - 1) / 2)];
  return recorded.flatMap((_, at) => {
    const truth = targets[at * width + target];
    const answer = (nth: number) => answers[at * of + target * each + nth] ?? NaN;
    const said = (answer(below) + answer(above)) / 2;
    return truth === null || truth === undefined || Number.isNaN(said) ? [] : [{ at, truth, said }];
  });
}
