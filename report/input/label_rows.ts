import type { RecordedPart } from "./records.ts";

/** One label of a row. */
export interface LabelOfRow {
  /** Which of the labels it is, from 0. */
  readonly label: number;
  /** Whether the row has it. */
  readonly isTrue: boolean;
  /** Whether the answer gives it. */
  readonly isSaid: boolean;
  /** The probability that the row has it. */
  readonly probability: number;
}

/** A row that got several labels. */
export interface LabelRow {
  /** Which of the recorded rows it is, from 0. */
  readonly at: number;
  /** One for each, in their order. */
  readonly labels: readonly LabelOfRow[];
}

/** The recorded rows whose labels are all known. @param width How many labels there are. */
export function labelRows(
  { recorded, targets = [], labels = [], answers }: RecordedPart,
  width: number,
): readonly LabelRow[] {
  return recorded.flatMap((_, at) => {
    const own = Array.from({ length: width }, (_, label) => at * width + label);
    if (own.some((place) => (targets[place] ?? undefined) === undefined)) return [];
    return [{
      at,
      labels: own.map((place, label) => ({
        label,
        isTrue: targets[place] === 1,
        isSaid: labels[place] === 1,
        probability: answers[place] ?? NaN,
      })),
    }];
  });
}

/** The labels that an answer got wrong, the surest first. */
export function wrongLabels({ labels }: LabelRow): readonly LabelOfRow[] {
  return labels.filter(({ isTrue, isSaid }) => isTrue !== isSaid)
    .sort((one, other) => surenessOf(other) - surenessOf(one));
}

/** The probability of what was answered: that a label is there, or that it is not. */
export function surenessOf({ isSaid, probability }: LabelOfRow): number {
  return isSaid ? probability : 1 - probability;
}
