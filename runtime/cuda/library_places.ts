import { basename, join } from "node:path";
import { type ByteSource, fileBytes } from "../files/byte_source.ts";
import { systemReason } from "../files/system_reason.ts";
import type { ZipEntry } from "../formats/zip_directory.ts";
import { listZip } from "../formats/zip_stream.ts";
import { unusableLibrary } from "./cuda_problem.ts";

/** Where a library is to be had: it lies there, or is packed in the wheel of a Python package. */
export interface LibraryPlace {
  /** Of the library. */
  readonly name: string;
  /** Of the file that has it, absolute. */
  readonly path: string;
  /** What it is in the wheel. */
  readonly entry?: ZipEntry;
}

/** A virtual environment has its packages this deep, and they have their libraries deeper. */
const maxDepth = 7;
const wheel = /^(onnxruntime_gpu|nvidia_\w+)-.*\.whl$/;
/** `stubs` are for compilers, and `compat` has drivers for other cards. */
const skipped = /^(stubs|compat|__pycache__|node_modules|\..*)$/;

/**
 * Every place of some libraries in a folder and those below it, the nearest first, or in a single wheel.
 * @throws {CudaProblem} If a wheel is damaged.
 */
export async function placesIn(
  from: string,
  names: readonly string[],
): Promise<readonly LibraryPlace[]> {
  const { isFile } = await Deno.stat(from);
  const paths = isFile
    ? [from]
    : await filesIn(from, (name) => names.includes(name) || isWheel(name));
  const isOnlyFile = (path: string) => isFile && !isWheel(basename(path));
  return paths.flatMap((path) =>
    names.includes(basename(path)) || isOnlyFile(path)
      ? [{ name: basename(path), path }]
      : placesInWheel(path, names)
  );
}

function isWheel(name: string): boolean {
  return wheel.test(name);
}

/** The bytes of a file that is there. @throws {CudaProblem} If the system does not give them. */
export function libraryBytes(path: string): ByteSource {
  const fail = (error: unknown) => {
    throw unusableLibrary(path, systemReason(error));
  };
  return fileBytes(path, { size: sizeAt(path, fail), fail });
}

function sizeAt(path: string, fail: (error: unknown) => never): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    return fail(error);
  }
}

function placesInWheel(path: string, names: readonly string[]): readonly LibraryPlace[] {
  try {
    return listZip(libraryBytes(path))
      .filter((entry) => names.includes(nameOf(entry)))
      .map((entry) => ({ name: nameOf(entry), path, entry }));
  } catch (error) {
    if (error instanceof RangeError) throw unusableLibrary(path, error.message);
    throw error;
  }
}

function nameOf({ name }: ZipEntry): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Files below a folder, those of a folder before those of the folders in it; links to folders are not followed. */
async function filesIn(
  folder: string,
  isMeant: (name: string) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  let folders = [folder];
  for (let depth = 0; depth <= maxDepth && folders.length > 0; depth++) {
    const below: string[] = [];
    for (const each of folders) {
      for (const { name, isDirectory } of await entriesOf(each)) {
        if (isDirectory) {
          if (!skipped.test(name)) below.push(join(each, name));
        } else if (isMeant(name)) found.push(join(each, name));
      }
    }
    folders = below;
  }
  return found;
}

/** What is in a folder, by name; nothing where it may not be looked into. */
async function entriesOf(folder: string): Promise<readonly Deno.DirEntry[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  return entries.sort((a, b) => a.name < b.name ? -1 : 1);
}
