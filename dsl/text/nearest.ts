/**
 * The candidates that someone who wrote `name` may have meant: those that are as near as any, where that
 * is near enough for a slip of the fingers. In names of up to 4 letters one may be missing, added, changed
 * or swapped with its neighbour, of up to 8 two, in longer ones three. Two letters are a name too short to
 * guess at: `lr` is not `l1`, so that at most they are swapped or doubled. More than one slip with another
 * letter at the start as well is another word, and of equally near ones those with the same start count.
 */
export function nearestOf(name: string, candidates: Iterable<string>): readonly string[] {
  let best: string[] = [];
  let least = Infinity;
  for (const candidate of candidates) {
    const slips = slipsBetween(name, candidate);
    if (slips === undefined || slips > least || best.includes(candidate)) continue;
    best = slips < least ? [candidate] : [...best, candidate];
    least = slips;
  }
  const alike = best.filter((each) => each[0]?.toLowerCase() === name[0]?.toLowerCase());
  return alike.length > 0 ? alike : best;
}

/** The first of them; nothing where none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  return nearestOf(name, candidates)[0];
}

/** More that are equally near say nothing. */
const mostGuesses = 3;

/** `Did you mean "tanh"?`; nothing where no candidate is near, or too many are. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const guesses = nearestOf(name, candidates);
  if (guesses.length === 0 || guesses.length > mostGuesses) return undefined;
  return `Did you mean ${guesses.map((each) => `"${each}"`).join(" or ")}?`;
}

/** How many slips lead from a candidate to a name, 0 for another case; nothing where it is too far. */
function slipsBetween(name: string, candidate: string): number | undefined {
  const [written, meant] = [name.toLowerCase(), candidate.toLowerCase()];
  const limit = slipsIn(Math.max(written.length, meant.length));
  if (Math.abs(written.length - meant.length) > limit) return undefined;
  const slips = editDistance(written, meant);
  if (slips > limit || (slips > 1 && written[0] !== meant[0])) return undefined;
  const isShort = Math.max(written.length, meant.length) <= 2;
  return isShort && slips > 0 && lettersOf(written) !== lettersOf(meant) ? undefined : slips;
}

function slipsIn(length: number): number {
  if (length <= 4) return 1;
  return length <= 8 ? 2 : 3;
}

function lettersOf(name: string): string {
  return [...new Set(name)].sort().join("");
}

/** Damerau-Levenshtein distance with adjacent swaps ("optimal string alignment"). */
function editDistance(first: string, second: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let row = 1; row <= first.length; row++) {
    const current = [row];
    for (let column = 1; column <= second.length; column++) {
      const changed = first[row - 1] === second[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && first[row - 1] === second[column - 2] &&
        first[row - 2] === second[column - 1];
      current[column] = Math.min(
        last[column] + 1,
        current[column - 1] + 1,
        last[column - 1] + changed,
        swapped ? beforeLast[column - 2] + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[second.length];
}
