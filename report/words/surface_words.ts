import type { Surface } from "../input/records.ts";

/** That a model answers no number in some places, where it does not. */
export function holesIn({ answers, axes }: Surface): string | undefined {
  if (answers.every((answer) => answer !== null)) return undefined;
  const what = axes.length === 1 ? "the line breaks off" : "the ground is blank";
  return `Where ${what}, the model answers no number.`;
}

/** That the same is answered everywhere, where it is. */
export function sameEverywhere(answers: readonly (number | null)[]): string | undefined {
  const known = answers.filter((answer) => answer !== null);
  return known.length > 0 && known.every((answer) => answer === known[0])
    ? "The answer is the same everywhere."
    : undefined;
}
