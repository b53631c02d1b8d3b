import { escapeText, PenstockError } from "../mod.ts";
import { lostOutput } from "./usage_diagnostics.ts";

/** Why something was not printed, the first time. */
let lost: unknown;

/**
 * Prints a text. What names of files, columns and models could say to a terminal, to change its colours or
 * what stands on it, is written out there: `\u{1b}`; a pipe gets the text as it is. Where it cannot be printed, as
 * on a full disk, the work goes on, and `requirePrinted` tells in the end.
 */
export function printOut(text: string): void {
  orRemember(() => console.log(Deno.stdout.isTerminal() ? escapeLines(text) : text));
}

/** The same on stderr, beside an output for programs. */
export function printAside(text: string): void {
  printReady(Deno.stderr.isTerminal() ? escapeLines(text) : text);
}

/** A text on stderr that a terminal may have as it is: its colours are ours. */
export function printReady(text: string): void {
  orRemember(() => console.error(text));
}

const encoder = new TextEncoder();

/** What moves the cursor on the terminal behind stderr, without a new line. */
export function drawAside(text: string): void {
  orRemember(() => Deno.stderr.writeSync(encoder.encode(text)));
}

/** A text of several lines with everything invisible written out. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeText).join("\n");
}

/** Forgets what an earlier command could not print. */
export function beginPrinting(): void {
  lost = undefined;
}

/** @throws {PenstockError} If something was not printed. */
export function requirePrinted(): void {
  if (lost !== undefined) throw new PenstockError([lostOutput(lost)]);
}

function orRemember(print: () => void): void {
  try {
    print();
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    // Who reads only the first lines, as `head` does, wants no more.
    if (!(error instanceof Deno.errors.BrokenPipe)) lost ??= error;
  }
}

/** Whether the system refused something; anything else is a mistake of our own. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
