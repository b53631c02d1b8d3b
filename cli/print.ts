import { escapeText } from "../mod.ts";

/**
 * Prints a text. What names of files, columns and models could say to a terminal, to change its colours or
 * what stands on it, is written out there: `\u{1b}`; a pipe gets the text as it is.
 */
export function printOut(text: string): void {
  console.log(Deno.stdout.isTerminal() ? escapeLines(text) : text);
}

/** The same on stderr, beside an output for programs. */
export function printAside(text: string): void {
  console.error(Deno.stderr.isTerminal() ? escapeLines(text) : text);
}

/** A text of several lines with everything invisible written out. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeText).join("\n");
}
