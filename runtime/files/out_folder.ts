import { basename, dirname, join } from "node:path";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { outHoldsOthers, outNotWritable, reasonOf } from "./file_diagnostics.ts";

/** What a run may leave; a folder that holds anything else is not replaced. */
export const runFiles: readonly string[] = [
  "model.onnx",
  "metrics.json",
  "history.csv",
  "parameters.npz",
];

/** A folder that a run fills: nothing is seen of it until it is whole. */
export interface OutFolder {
  /** Writes the files and puts the folder in its place, replacing that of an earlier run. */
  commit(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  /** Removes what was begun. */
  discard(): Promise<void>;
}

/** What puts a folder in its place: Deno's own, unless a test lets it fail half-way. */
export type Replacement = Pick<typeof Deno, "rename" | "remove">;

/**
 * Makes sure that a folder can be written before any work is done for it.
 * @param path Absolute. @param shown As the person wrote it.
 * @throws {PenstockError} If it cannot be written (E0503) or holds other files (E0504).
 */
export async function claimOutFolder(
  path: string,
  shown: string,
  replacement: Replacement = Deno,
): Promise<OutFolder> {
  await refuseOtherFiles(path, shown);
  const draft = join(dirname(path), `.${basename(path)}.${crypto.randomUUID().slice(0, 8)}`);
  const made = await firstMissing(dirname(path));
  await orRefuse(shown, () => Deno.mkdir(draft, { recursive: true }));
  return {
    async commit(files) {
      await orRefuse(shown, async () => {
        for (const [name, content] of Object.entries(files)) {
          await write(join(draft, name), content);
        }
        await replaceFolder(path, draft, replacement);
      });
    },
    async discard() {
      await Deno.remove(draft, { recursive: true }).catch(() => {});
      if (made) await removeEmpty(dirname(path), made);
    },
  };
}

async function refuseOtherFiles(path: string, shown: string): Promise<void> {
  const others: string[] = [];
  try {
    for await (const { name } of Deno.readDir(path)) {
      if (!runFiles.includes(name)) others.push(name);
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new PenstockError([outNotWritable(shown, reasonOf(error as Error))]);
  }
  if (others.length > 0) {
    throw new PenstockError([outHoldsOthers(shown, others.sort().slice(0, 5))]);
  }
}

async function orRefuse(shown: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw new PenstockError([outNotWritable(shown, reasonOf(error as Error))]);
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
