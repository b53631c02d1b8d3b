import { resolve } from "node:path";
import { type CommandContext, displayPath } from "../files/access.ts";
import { openTextFile, type TextPlace } from "../files/text_file.ts";
import { phase } from "./phase.ts";

/** A text file that is being written. */
export interface CreatedText {
  /** The file as shown to people. */
  readonly shown: string;
  /** Adds to it. @throws {PenstockError} If the system does not take it. */
  write(text: string): Promise<void>;
  /** Puts it in its place. @throws {PenstockError} If that cannot be done. */
  commit(): Promise<void>;
  /** Removes what was begun. */
  discard(): Promise<void>;
}

/** Begins a text file that is seen whole or not at all. @param path Relative to the working directory. */
export async function createTextFile(
  path: string,
  { workingDirectory }: Pick<CommandContext, "workingDirectory">,
  kind: Pick<TextPlace, "begin" | "by">,
): Promise<CreatedText> {
  const full = resolve(workingDirectory, path);
  const shown = displayPath(full, workingDirectory);
  const file = await phase((report) => openTextFile({ path: full, shown, ...kind }, report));
  return {
    shown,
    write: (text) => phase((report) => file.write(text, report)),
    commit: () => phase((report) => file.commit(report)),
    discard: () => file.discard(),
  };
}
