import { drawsBar, openLiveLine, screenWidth } from "./screen.ts";
import { liveProgress, plainProgress, type Progress } from "./text/progress.ts";

/** How a training goes on: a live line where a person looks, else plain ones. @param say Prints a line. */
export function progressOn(say: (line: string) => void): Progress {
  if (!drawsBar()) return plainProgress(say, screenWidth());
  const screen = {
    line: openLiveLine(),
    width: () => screenWidth() ?? Infinity,
    now: () => performance.now(),
  };
  return liveProgress(screen, say);
}
