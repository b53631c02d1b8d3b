import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";
import * as problem from "./file_diagnostics.ts";

/** Where a command was given and what it may read besides. */
export interface Surroundings {
  /** The folder in which the person stands; paths on the command line are relative to it. */
  readonly workingDirectory: string;
  /** Further folders that pipelines may read: `PENSTOCK_DATA` and `--allow DIR`. */
  readonly allowed: readonly string[];
}

/** Reads the files that one pipeline names, and no others. */
export interface Access {
  /** The bytes of a file. @param path Relative to the `.pipe` file; `span` is where it is named. */
  readBytes(path: string, span?: Span): Promise<Uint8Array>;
  /** The same as text. @throws {PenstockError} Where it is not UTF-8. */
  readText(path: string, span?: Span): Promise<string>;
  /** A path as the person would write it. */
  displayName(path: string): string;
}

/**
 * Access for a pipeline in `folder`: inside its project, the working directory and what was allowed.
 * Links are followed before the path is judged.
 */
export function accessFor(folder: string, surroundings: Surroundings): Access {
  const { workingDirectory, allowed } = surroundings;
  const displayName = (path: string) => displayPath(resolve(folder, path), workingDirectory);
  const readBytes = async (path: string, span?: Span) => {
    const file = { path: displayName(path), span };
    const real = await realPath(resolve(folder, path), file);
    const roots = await Promise.all(
      [await projectOf(folder), workingDirectory, ...allowed].map(realOrSelf),
    );
    if (!roots.some((root) => isInside(real, root))) {
      const shown = roots.map((root) => displayPath(root, workingDirectory));
      throw new PenstockError([problem.outsideFile(file, [...new Set(shown)])]);
    }
    return readFile(real, file);
  };
  const readText = async (path: string, span?: Span) => {
    const text = decode(await readBytes(path, span));
    if (text === undefined) {
      throw new PenstockError([problem.notUtf8({ path: displayName(path), span })]);
    }
    return text;
  };
  return { readBytes, readText, displayName };
}

/** A path relative to where the person stands, unless that would lead far up. */
export function displayPath(path: string, workingDirectory: string): string {
  const short = relative(workingDirectory, path);
  if (short === "") return ".";
  return short.startsWith(join("..", "..")) || isAbsolute(short) ? path : short;
}

/** Text of UTF-8 bytes; `undefined` where they are not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file's bytes. @throws {PenstockError} If there are none to be had. */
export async function readFile(path: string, file: problem.FilePlace): Promise<Uint8Array> {
  try {
    const { isDirectory, isCharDevice, isBlockDevice } = await Deno.stat(path);
    if (isDirectory) throw new PenstockError([problem.isDirectory(file)]);
    // `/dev/zero` never ends.
    if (isCharDevice || isBlockDevice) {
      throw new PenstockError([problem.unreadableFile(file, "it is a device")]);
    }
    return await Deno.readFile(path);
  } catch (error) {
    throw asDiagnostic(error, file);
  }
}

function asDiagnostic(error: unknown, file: problem.FilePlace): unknown {
  if (error instanceof Deno.errors.NotFound) return new PenstockError([problem.missingFile(file)]);
  if (error instanceof PenstockError || !(error instanceof Error)) return error;
  return new PenstockError([problem.unreadableFile(file, reasonOf(error))]);
}

/** The system's own words, without the path and the call that it repeats. */
export function reasonOf(error: Error): string {
  if (error instanceof Deno.errors.NotCapable) return "the command was started without permission";
  return error.message.replace(/ \(os error \d+\).*$/s, "").toLowerCase();
}

async function realPath(path: string, file: problem.FilePlace): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch (error) {
    throw asDiagnostic(error, file);
  }
}

async function realOrSelf(path: string): Promise<string> {
  return await Deno.realPath(path).catch(() => path);
}

function isInside(path: string, root: string): boolean {
  const rest = relative(root, path);
  return rest === "" || (!rest.startsWith("..") && !isAbsolute(rest));
}

/** The nearest folder above that looks like a project, else the folder itself. */
async function projectOf(folder: string): Promise<string> {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    for (const mark of [".git", "deno.json", "package.json"]) {
      if (await Deno.stat(join(at, mark)).then(() => true, () => false)) return at;
    }
  }
  return folder;
}
