import { count } from "./numbers.ts";

/** Of fewer errors the half is no news. */
const fewest = 6;

/**
 * Which class most of some errors are of, or are taken for: told where that is more than half of 6 or more. Of both,
 * the one that holds of more.
 */
export function mixedUpFinding(
  errors: readonly { readonly truth?: string; readonly said?: string }[],
): string | undefined {
  if (errors.length < fewest) return undefined;
  const truth = mostCommon(errors.map(({ truth }) => truth));
  const said = mostCommon(errors.map(({ said }) => said));
  const best = truth.times >= said.times ? truth : said;
  if (best.times * 2 <= errors.length) return undefined;
  const all = `${count(best.times)} of these ${count(errors.length)}`;
  return best === truth ? `${all} are “${best.name}”.` : `${all} are taken for “${best.name}”.`;
}

function mostCommon(names: readonly (string | undefined)[]) {
  const times = new Map<string, number>();
  for (const name of names) {
    if (name !== undefined) times.set(name, (times.get(name) ?? 0) + 1);
  }
  const [name = "", most = 0] = [...times].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  return { name, times: most };
}
