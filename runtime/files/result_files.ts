import { join } from "node:path";
import type { FileContent } from "./file_content.ts";
import type { PassKillPoint } from "./kill_points.ts";
import {
  folderEntries,
  isThere,
  removeIfThere,
  renameSynced,
  syncFolder,
  writeSynced,
} from "./synced.ts";

/** The files that a command leaves, on their way to their folder. */
export interface ResultFiles {
  /** Writes them and puts them in their place. @throws What the system says. */
  write(files: Readonly<Record<string, FileContent>>): Promise<void>;
  /** Puts those in their place that an earlier command had written, and removes what it had not. */
  complete(): Promise<void>;
  /** Removes what is not written to the end. */
  discard(): Promise<void>;
}

/** Where they go. */
export interface ResultPlace {
  /** The folder they are for. */
  readonly path: string;
  /** What the command may leave there; what it does not leave this time is removed. */
  readonly own: readonly string[];
  /** A folder of which nothing is needed once they are in their place; it goes before that is forgotten. */
  readonly superseded: string;
  readonly pass: PassKillPoint;
}

/**
 * Files that are written in a folder beside their own. They count as soon as all of them are on the disk and
 * one rename says so; then each takes the place of an earlier one, and what is interrupted there is completed
 * the next time. For no system replaces a full folder by one rename, nor may the files of others in it be lost.
 */
export function resultIn(
  partial: string,
  { path, own, superseded, pass }: ResultPlace,
): ResultFiles {
  const [draft, whole] = [join(partial, "draft"), join(partial, "whole")];
  const [files, list] = ["files", "names"];
  const putInPlace = async () => {
    const names = (await Deno.readTextFile(join(whole, list))).split("\n");
    if (!await isThere(path)) await renameSynced(join(whole, files), path);
    for (const { name } of await folderEntries(join(whole, files))) {
      await Deno.rename(join(whole, files, name), join(path, name));
      pass("file placed");
    }
    for (const { name, isFile } of await folderEntries(path)) {
      const isOver = isFile && own.includes(name) && !names.includes(name);
      if (isOver) await Deno.remove(join(path, name));
    }
    await syncFolder(path);
    pass("placed");
    await removeIfThere(superseded);
    await removeIfThere(whole);
  };
  const requireFiles = async (names: readonly string[]) => {
    const folder = (await folderEntries(path))
      .find(({ name, isDirectory }) => isDirectory && names.includes(name));
    if (folder) throw new Error(`there is a folder "${folder.name}" in it`);
  };
  return {
    async write(contents) {
      await Deno.mkdir(join(draft, files), { recursive: true });
      for (const [name, content] of Object.entries(contents)) {
        await writeSynced(join(draft, files, name), content);
        pass("file written");
      }
      await writeSynced(join(draft, list), Object.keys(contents).join("\n"));
      await syncFolder(join(draft, files));
      await syncFolder(draft);
      pass("all written");
      await requireFiles(Object.keys(contents));
      await renameSynced(draft, whole);
      pass("committed");
      await putInPlace();
    },
    async complete() {
      if (await isThere(whole)) await putInPlace();
      await removeIfThere(draft);
    },
    discard: () => removeIfThere(draft),
  };
}
