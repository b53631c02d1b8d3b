import type { ReadingStand } from "../../mod.ts";

/** Where it is shown. */
export interface ReadingScreen {
  /** Shows a text that changes in place; absent in a pipe. */
  readonly line?: { show(text: string): void; clear(): void };
  /** Prints a line, where nothing can change in place. */
  say(text: string): void;
  /** Milliseconds from any beginning. */
  now(): number;
}

/** A file that is read in less time needs no word. */
const patience = 1000;
/** So often the text changes on a terminal, and so often a line is printed in a pipe. */
const [msBetween, msBetweenLines] = [100, 10_000];

/** Shows how far files are read, where that takes long. */
export function readingProgress({ line, say, now }: ReadingScreen): (stand: ReadingStand) => void {
  let path: string | undefined;
  let next = 0;
  return (stand) => {
    if (stand.path !== path) [path, next] = [stand.path, now() + patience];
    if (stand.read >= stand.size) {
      line?.clear();
      path = undefined;
    } else if (now() >= next) {
      next = now() + (line ? msBetween : msBetweenLines);
      const text = `reading ${stand.path}  ${Math.floor(100 * stand.read / stand.size)} %`;
      if (line) line.show(text);
      else say(text);
    }
  };
}
