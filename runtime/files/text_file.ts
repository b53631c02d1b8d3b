import { basename, dirname, join } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import { fileHoldsOther, outNotWritable, textInUse } from "./file_diagnostics.ts";
import { lockedFile } from "./file_lock.ts";
import { renameSynced, writeAll } from "./synced.ts";

/** A text that a command leaves beside its folder. */
export interface TextPlace {
  /** As the system knows it. */
  readonly path: string;
  /** As shown to people. */
  readonly shown: string;
  /** How texts of this kind begin: a file that begins otherwise is not replaced. */
  readonly begin: string;
  /** What writes such texts, as in "was not written by predict". */
  readonly by: string;
}

/** A text that is being written: nothing is seen of it until it is whole. */
export interface TextFile {
  /** Adds to it. Fails where the system does not take it (E0503). */
  write(text: string, report: Report): Promise<void>;
  /** Puts it in its place, replacing that of an earlier time. Fails where that cannot be done (E0503). */
  commit(report: Report): Promise<void>;
  /** Removes what was begun. */
  discard(): Promise<void>;
}

/**
 * Begins a text beside its place. Fails where a file is there that begins otherwise (E0875), none can be written
 * (E0503), or another command is writing it (E0534).
 */
export async function openTextFile(place: TextPlace, report: Report): Promise<TextFile> {
  const { path, shown, begin } = place;
  const before = await beginningOf(path, begin.length);
  if (before !== undefined && before !== begin) report.fail(fileHoldsOther(shown, place.by));
  // What a killed command left there is written over.
  const draft = join(dirname(path), `.${basename(path)}.part`);
  const encoder = new TextEncoder();
  const attempt = async <T>(action: () => Promise<T>, report: Report): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      await Deno.remove(draft).catch(() => {});
      return report.fail(outNotWritable(shown, error));
    }
  };
  const file = await attempt(() => lockedFile(draft), report) ??
    report.fail(textInUse(shown));
  let isOurs = true;
  const letGo = () => {
    if (isOurs) file.close();
    isOurs = false;
  };
  return {
    async write(text, report) {
      await attempt(() => writeAll(file, encoder.encode(text)), report);
    },
    async commit(report) {
      await attempt(async () => {
        await file.sync();
        await renameSynced(draft, path);
      }, report);
      letGo();
    },
    async discard() {
      // Afterwards there may be one of another command.
      if (isOurs) await Deno.remove(draft).catch(() => {});
      letGo();
    },
  };
}

/** Writes a text as a whole, likewise. */
export async function writeTextFile(
  place: TextPlace & { readonly text: string },
  report: Report,
): Promise<void> {
  const file = await openTextFile(place, report);
  await file.write(place.text, report);
  await file.commit(report);
}

/** The first characters of a file; nothing where there is none. */
async function beginningOf(path: string, length: number): Promise<string | undefined> {
  try {
    using file = await Deno.open(path);
    const bytes = new Uint8Array(4 * length);
    const read = await file.read(bytes) ?? 0;
    return new TextDecoder().decode(bytes.subarray(0, read)).slice(0, length);
  } catch {
    return undefined;
  }
}
