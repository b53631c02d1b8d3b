import { basename, dirname, join } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import { outHoldsOthers, outNotWritable } from "./file_diagnostics.ts";

/** What a run may leave; a folder that holds anything else is not replaced. */
export const runFiles: readonly string[] = [
  "model.onnx",
  "metrics.json",
  "history.csv",
  "parameters.npz",
];

/** A folder that a run fills: nothing is seen of it until it is whole. */
export interface OutFolder {
  /**
   * Writes the files and puts the folder in its place, replacing that of an earlier run. Fails where
   * that cannot be done (E0503): the earlier one then stays.
   */
  commit(files: Readonly<Record<string, string | Uint8Array>>, report: Report): Promise<void>;
  /** Removes what was begun. */
  discard(): Promise<void>;
}

/** What puts a folder in its place: Deno's own, unless a test lets it fail half-way. */
export type Replacement = Pick<typeof Deno, "rename" | "remove">;

/** How a folder is claimed. */
export interface ClaimOptions {
  /** As the person wrote it. */
  readonly shown: string;
  readonly report: Report;
  readonly replacement?: Replacement;
}

/**
 * Makes sure that a folder can be written before any work is done for it. Fails where it cannot
 * (E0503), or where it holds other files (E0504).
 * @param path Absolute.
 */
export async function claimOutFolder(
  path: string,
  { shown, report, replacement = Deno }: ClaimOptions,
): Promise<OutFolder> {
  const others = await otherFiles(path)
    .catch((error) => report.fail(outNotWritable(shown, error)));
  if (others.length > 0) report.fail(outHoldsOthers(shown, others.sort().slice(0, 5)));
  const draft = join(dirname(path), `.${basename(path)}.${crypto.randomUUID().slice(0, 8)}`);
  const made = await firstMissing(dirname(path));
  await Deno.mkdir(draft, { recursive: true })
    .catch((error) => report.fail(outNotWritable(shown, error)));
  return {
    async commit(files, report) {
      try {
        for (const [name, content] of Object.entries(files)) {
          await write(join(draft, name), content);
        }
        await replaceFolder(path, draft, replacement);
      } catch (error) {
        report.fail(outNotWritable(shown, error));
      }
    },
    async discard() {
      await Deno.remove(draft, { recursive: true }).catch(() => {});
      if (made) await removeEmpty(dirname(path), made);
    },
  };
}

/** What a folder holds that no run wrote; nothing where there is no folder. */
async function otherFiles(path: string): Promise<string[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(path), ({ name }) => name);
    return names.filter((name) => !runFiles.includes(name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  if (typeof content === "string") await Deno.writeTextFile(path, content);
  else await Deno.writeFile(path, content);
}

/** A folder cannot be renamed onto a full one: the old one steps aside first, and back on failure. */
async function replaceFolder(
  path: string,
  draft: string,
  { rename, remove }: Replacement,
): Promise<void> {
  const old = `${draft}.old`;
  const isThere = await Deno.stat(path).then(() => true, () => false);
  if (isThere) await rename(path, old);
  try {
    await rename(draft, path);
  } catch (error) {
    if (isThere) await rename(old, path);
    throw error;
  }
  // The new folder is whole and in its place, whatever becomes of the old one.
  if (isThere) await remove(old, { recursive: true }).catch(() => {});
}

/** The topmost folder on the way to `path` that does not exist yet. */
async function firstMissing(path: string): Promise<string | undefined> {
  let missing: string | undefined;
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    if (await Deno.stat(at).then(() => true, () => false)) break;
    missing = at;
  }
  return missing;
}

/** Removes empty folders from `from` up to `to`. */
async function removeEmpty(from: string, to: string): Promise<void> {
  for (let at = from; at.length >= to.length; at = dirname(at)) {
    await Deno.remove(at).catch(() => {});
  }
}
