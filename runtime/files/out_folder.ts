import { basename, dirname, join, resolve } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import { displayPath } from "./access.ts";
import { outHoldsOthers, outNotWritable } from "./file_diagnostics.ts";

/** What each command may leave; a folder that holds anything else is not replaced. */
export const filesLeft = {
  run: ["model.onnx", "metrics.json", "history.csv", "parameters.npz"],
  compile: ["training.onnx", "model.onnx", "graph.txt"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A command that fills a folder. */
export type FillingCommand = keyof typeof filesLeft;

/** A file that a command may leave. */
export type FileLeftBy<C extends FillingCommand> = typeof filesLeft[C][number];

/** A folder that a command fills: nothing is seen of it until it is whole. */
export interface OutFolder {
  /**
   * Writes the files and puts the folder in its place, replacing that of an earlier time. Fails where
   * that cannot be done (E0503): the earlier one then stays.
   */
  commit(files: Readonly<Record<string, string | Uint8Array>>, report: Report): Promise<void>;
  /** Removes what was begun. */
  discard(): Promise<void>;
}

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

/** What puts a folder in its place: Deno's own, unless a test lets it fail half-way. */
export type Replacement = Pick<typeof Deno, "rename" | "remove">;

/** How a folder is claimed. */
export interface ClaimOptions {
  /** Who fills it, and may replace what it left there before. */
  readonly by: FillingCommand;
  readonly report: Report;
  readonly replacement?: Replacement;
}

/**
 * Makes sure that a folder can be written before any work is done for it. Fails where it cannot
 * (E0503), or where it holds other files (E0504).
 */
export async function claimOutFolder(
  { path, shown }: OutPlace,
  { by, report, replacement = Deno }: ClaimOptions,
): Promise<OutFolder> {
  const others = await otherFiles(path, by)
    .catch((error) => report.fail(outNotWritable(shown, error)));
  if (others.length > 0) report.fail(outHoldsOthers(shown, { by, names: others.sort() }));
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

/** What a folder holds that a command never wrote; nothing where there is no folder. */
async function otherFiles(path: string, by: FillingCommand): Promise<string[]> {
  const own: readonly string[] = filesLeft[by];
  try {
    const names = await Array.fromAsync(Deno.readDir(path), ({ name }) => name);
    return names.filter((name) => !own.includes(name));
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
