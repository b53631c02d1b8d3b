import { dirname, resolve } from "node:path";
import { displayPath } from "./access.ts";

/** Where a folder is to be. */
export interface OutPlace {
  /** Absolute. */
  readonly path: string;
  /** As shown to people. */
  readonly shown: string;
}

/** The place of a folder. @param written Relative to the working directory. */
export function outPlace(written: string, workingDirectory: string): OutPlace {
  const path = resolve(workingDirectory, written);
  return { path, shown: displayPath(path, workingDirectory) };
}

/** The state of a run in progress lies beside its folder, so that a rename is all that lies between. */
export function partialPath(path: string): string {
  return `${path}.partial`;
}

/**
 * A path with the links on its way followed, so that what is renamed takes the place of the folder and not of
 * a link to it; the last link may lead to what is not there yet.
 */
export async function followed(path: string): Promise<string> {
  const real = await Deno.realPath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const to = await Deno.readLink(path).catch(() => undefined);
  return to === undefined ? path : resolve(dirname(path), to);
}
