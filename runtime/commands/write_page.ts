import { join } from "node:path";
import { writeTextFile } from "../files/text_file.ts";
import { phase } from "./phase.ts";
import { pageName } from "./run_page.ts";

/** Where a page stands: as the system knows it, and as shown to people. */
interface PagePlace {
  readonly path: string;
  readonly shown: string;
}

/** The page of a folder. */
export function pageIn({ path, shown }: PagePlace): PagePlace {
  return { path: join(path, pageName), shown: join(shown, pageName) };
}

/**
 * Writes a page in the place of an older one. Fails where something else stands there.
 * @param by The command that does.
 */
export async function writePage(place: PagePlace, text: string, by: string): Promise<void> {
  await phase((report) => writeTextFile({ ...place, begin: "<!doctype html>", by, text }, report));
}
