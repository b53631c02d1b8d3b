/** Names no longer than this say little by themselves. */
const shortest = 2;

/** What a class is called: short names and numbers get the name of the target, as in `label 0`. */
export function classWords(name: string, target: string): string {
  const isBare = [...name].length <= shortest || Number.isFinite(Number(name));
  return isBare ? `${target} ${name}`.trim() : name;
}
