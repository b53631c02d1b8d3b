/** What a terminal can show; `text/` says what is written on it. */
import { drawAside } from "./print.ts";
import type { LiveLine } from "./text/progress.ts";

/** Columns of the terminal that a stream writes to; nothing where it is none, as a file or a pipe. */
export function screenWidth(stream: { isTerminal(): boolean } = Deno.stdout): number | undefined {
  if (!stream.isTerminal()) return undefined;
  // Some terminals do not know their size and say 0.
  return Deno.consoleSize().columns || 80;
}

/** Whether training shows a line that changes in place: not in a pipe, nor where that is not wanted. */
export function drawsBar(): boolean {
  return Deno.stdout.isTerminal() && Deno.stderr.isTerminal() && !Deno.noColor && !isDumb();
}

/** Whether the terminal can do no more than show text, line after line: it says so in `TERM`. */
export function isDumb(): boolean {
  // Asking for what is not permitted would stop the run with a question.
  const { state } = Deno.permissions.querySync({ name: "env", variable: "TERM" });
  return state === "granted" && Deno.env.get("TERM") === "dumb";
}

/** What fits into a line: a text that reaches the last column would move the cursor to the next one. */
function lineWidth(): number {
  return (screenWidth(Deno.stderr) ?? 80) - 1;
}

const eraseToEnd = "\r\x1b[J";

/**
 * The live line of the terminal behind stderr. The cursor rests at its start: where a narrower
 * terminal folds what stands there, erasing from the cursor on takes all of it away.
 */
export function openLiveLine(): LiveLine {
  let textFor: ((width: number) => string) | undefined;
  const draw = () => {
    if (textFor) drawAside(`${eraseToEnd}${textFor(lineWidth())}\r`);
  };
  const clear = () => {
    if (textFor) drawAside(eraseToEnd);
    textFor = undefined;
  };
  // Windows has no such signal; there the next epoch draws the line anew.
  const hearsResizing = Deno.build.os !== "windows";
  if (hearsResizing) Deno.addSignalListener("SIGWINCH", draw);
  // A second Ctrl-C ends the process at once.
  addEventListener("unload", clear);
  return {
    show: (next) => {
      textFor = next;
      draw();
    },
    clear,
    stop: () => {
      clear();
      if (hearsResizing) Deno.removeSignalListener("SIGWINCH", draw);
      removeEventListener("unload", clear);
    },
  };
}

let isBriefShown = false;

/** A line on the terminal behind stderr that is there for a while, and needs no care when it is resized. */
export const briefLine = {
  show(text: string): void {
    drawAside(`${eraseToEnd}${text.slice(0, lineWidth())}\r`);
    isBriefShown = true;
  },
  clear(): void {
    if (isBriefShown) drawAside(eraseToEnd);
    isBriefShown = false;
  },
};
