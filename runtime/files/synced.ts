/** Writing that a power cut does not undo: what is said to be there is on the disk. */
import { dirname } from "node:path";
import { type FileContent, isCopied } from "./file_content.ts";

/** Writes a file that is not there yet, down to the disk. */
export async function writeSynced(path: string, content: FileContent): Promise<void> {
  if (isCopied(content)) return await copySynced(content.copyOf, path);
  using file = await Deno.open(path, { write: true, createNew: true });
  await writeAll(file, typeof content === "string" ? new TextEncoder().encode(content) : content);
  await file.sync();
}

async function copySynced(from: string, to: string): Promise<void> {
  await Deno.copyFile(from, to);
  using file = await Deno.open(to, { write: true });
  await file.sync();
}

/** A file that may not be there. */
export async function openIfThere(
  path: string,
  options: Deno.OpenOptions,
): Promise<Deno.FsFile | undefined> {
  try {
    return await Deno.open(path, options);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Writes bytes to the last one: the system may take them in pieces. */
export async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}

/** Renames within a disk, and makes it last. Replaces a file in the place of another. */
export async function renameSynced(from: string, to: string): Promise<void> {
  await Deno.rename(from, to);
  await syncFolder(dirname(to));
}

/** Writes a file whole: whoever reads it finds what was there, or all of what comes. */
export async function replaceSynced(path: string, content: FileContent): Promise<void> {
  const draft = `${path}.partial`;
  await removeIfThere(draft);
  await writeSynced(draft, content);
  await renameSynced(draft, path);
}

/** Brings the names in a folder down to the disk. */
export async function syncFolder(path: string): Promise<void> {
  // Windows has folders that cannot be opened, and keeps their names without being asked.
  if (Deno.build.os === "windows") return;
  using folder = await Deno.open(path);
  await folder.sync();
}

/** Whether something is there, a link that leads nowhere included. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Removes what is there, with all that is in it. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** What a folder holds; nothing where there is no folder. */
export async function folderEntries(path: string): Promise<readonly Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
