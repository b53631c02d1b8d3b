import { significant } from "./numbers.ts";

/** A curve that reaches over less than this share of what the rows reach over is flat. */
const flatShare = 0.5;

/** Whether a curve reaches over less than half of the range of the rows. */
export function flatFinding(
  ys: readonly (number | null)[],
  truths: readonly number[],
): string | undefined {
  const curve = ys.flatMap((y) => y === null ? [] : [y]);
  if (curve.length === 0 || truths.length < 2) return undefined;
  const [low, high] = [least(truths), most(truths)];
  const share = (most(curve) - least(curve)) / (high - low);
  if (!(share < flatShare)) return undefined;
  return `The line reaches over ${Math.round(share * 100)}% of the range of the rows.`;
}

function least(values: readonly number[]): number {
  return values.reduce((found, value) => Math.min(found, value), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((found, value) => Math.max(found, value), -Infinity);
}

/** More changes than this are counted. */
const mostTold = 2;

/** Where the answered class changes along a column; of more than two changes how many there are. */
export function changeFinding(
  probabilities: readonly (readonly (number | null)[])[],
  xs: readonly number[],
): string | undefined {
  const answers = xs.map((_, at) => {
    const all = probabilities.map((each) => each[at] ?? -Infinity);
    return all.indexOf(most(all));
  });
  const changes = xs.flatMap((x, at) =>
    at > 0 && answers[at] !== answers[at - 1] ? [(x + xs[at - 1]) / 2] : []
  );
  if (changes.length === 0) return "The answer is the same everywhere.";
  if (changes.length > mostTold) return `The answer changes at ${changes.length} places.`;
  return `The answer changes at ${changes.map((each) => significant(each, 3)).join(" and at ")}.`;
}
