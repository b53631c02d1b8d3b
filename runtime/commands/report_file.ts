import { join } from "node:path";
import type { CommandContext } from "../files/access.ts";
import { writeTextFile } from "../files/text_file.ts";
import { phase } from "./phase.ts";
import { readRecorded } from "./recorded_run.ts";
import { pageName, runPage } from "./run_page.ts";

/** A page that was made again. */
export interface ReportedFolder {
  /** The page, as shown to people. */
  readonly page: string;
}

/** What a page is made again with. */
export interface ReportOptions {
  /** The working directory. */
  readonly context: CommandContext;
}

/**
 * Makes the page of a run again, from what its folder holds.
 * @param path The folder, relative to the working directory.
 * @throws {PenstockError} If it is not the folder of a run, or a file in it is no longer what it was.
 */
export async function reportFolder(
  path: string,
  { context }: ReportOptions,
): Promise<ReportedFolder> {
  const { path: full, shown, lock, files } = await phase((report) =>
    readRecorded(path, context, report)
  );
  const text = await runPage(files, lock);
  const place = { path: join(full, pageName), shown: join(shown, pageName) };
  await phase((report) =>
    writeTextFile({ ...place, begin: "<!doctype html>", by: "report", text }, report)
  );
  return { page: place.shown };
}
