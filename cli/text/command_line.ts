/**
 * A command as a person types it.
 * @param args Its name and what follows.
 */
export function commandLine(
  args: readonly string[],
  { isTask }: { readonly isTask: boolean },
): string {
  return [isTask ? "deno task" : "penstock", ...args.map(quoted)].join(" ");
}

/** A word of a shell that stands for itself. */
function quoted(word: string): string {
  return /^[\w./=:,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
