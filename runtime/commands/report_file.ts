import type { CommandContext } from "../files/access.ts";
import { phase } from "./phase.ts";
import { readLockedRun } from "./locked_run.ts";
import { runPage } from "./run_page.ts";
import { pageIn, writePage } from "./write_page.ts";

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
  const { lock, files, ...folder } = await phase((report) => readLockedRun(path, context, report));
  const place = pageIn(folder);
  await writePage(place, await runPage(files, lock), "report");
  return { page: place.shown };
}
