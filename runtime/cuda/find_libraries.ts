import { basename, dirname, join } from "node:path";
import { cudaLibraries, driverLibrary, optionalLibrary, runtimeOfCuda } from "./cuda_libraries.ts";
import { CudaProblem, libraryMissing, unusableLibrary } from "./cuda_problem.ts";
import type { LibraryPlace } from "./library_places.ts";
import { flawOf, loadedFrom, openLibrary } from "./shared_library.ts";

/** Where a machine has libraries besides the places that are named. */
export interface SystemLibraries {
  /** Folders in which CUDA is usually installed, the first one first. */
  folders(): Promise<readonly string[]>;
  /** The path of a library that the linker finds by itself; nothing where it does not. */
  byName(name: string): string | undefined;
}

/** Where a library is looked for, from the first to the last. */
export interface LibrarySearch {
  /** What a person named. */
  readonly given: readonly LibraryPlace[];
  /** Where it was found an earlier time, absolute. */
  readonly before: readonly string[];
  readonly system: SystemLibraries;
}

/** The libraries of CUDA that were found, and what is wrong. */
export interface FoundLibraries {
  /** In the order in which they are to be loaded. */
  readonly places: readonly LibraryPlace[];
  /** A problem for each that is missing or damaged. */
  readonly problems: readonly CudaProblem[];
}

/** What this machine has installed. */
export const thisSystem: SystemLibraries = { folders: cudaFolders, byName };

/** Looks for what CUDA needs, the library of the driver included where the linker would not find it. */
export async function findLibraries(search: LibrarySearch): Promise<FoundLibraries> {
  const folders = await search.system.folders();
  const places: LibraryPlace[] = [];
  const problems: CudaProblem[] = [];
  for (const { name } of cudaLibraries) {
    const found = find(name, search, folders);
    if (found instanceof CudaProblem) problems.push(found);
    else places.push(found);
  }
  for (const found of [driverIn(places, search, folders), find(optionalLibrary, search, folders)]) {
    if (found && !(found instanceof CudaProblem)) places.push(found);
  }
  return { places, problems };
}

function find(
  name: string,
  { given, before, system }: LibrarySearch,
  folders: readonly string[],
): LibraryPlace | CudaProblem {
  const named = given.filter((each) => each.name === name);
  // What a person named is not passed over: that it is damaged is what they want to know.
  if (named[0]) return named.find(isWhole) ?? damaged(named[0]);
  const known = before.filter((path) => basename(path) === name).find(isWholeAt);
  const path = known ?? system.byName(name) ??
    folders.map((folder) => join(folder, name)).find(isWholeAt);
  return path === undefined ? libraryMissing(name) : { name, path };
}

/** The library of the driver: none where the linker finds it, as that of CUDA does then. */
function driverIn(
  places: readonly LibraryPlace[],
  search: LibrarySearch,
  folders: readonly string[],
): LibraryPlace | CudaProblem | undefined {
  const cuda = places.find(({ name, entry }) => name === runtimeOfCuda && !entry);
  const beside = cuda && join(dirname(cuda.path), driverLibrary);
  if (beside !== undefined && isWholeAt(beside)) return { name: driverLibrary, path: beside };
  if (search.system.byName(driverLibrary) !== undefined) return undefined;
  return find(driverLibrary, search, folders);
}

/** What a wheel holds is checked when it is unpacked. */
function isWhole({ path, entry }: LibraryPlace): boolean {
  return entry !== undefined || isWholeAt(path);
}

function isWholeAt(path: string): boolean {
  return flawOf(path) === undefined;
}

function damaged({ path }: LibraryPlace): CudaProblem {
  return unusableLibrary(path, flawOf(path) ?? "it cannot be read");
}

async function cudaFolders(): Promise<readonly string[]> {
  const local = "/usr/local";
  const names = await Array.fromAsync(Deno.readDir(local), ({ name }) => name).catch(() => []);
  const versions = names.filter((name) => /^cuda(-13.*)?$/.test(name)).sort().reverse();
  const toolkits = [...versions.map((name) => join(local, name)), "/opt/cuda"];
  return [
    ...toolkits.flatMap((toolkit) => [
      join(toolkit, "lib64"),
      join(toolkit, "targets/x86_64-linux/lib"),
    ]),
    ...["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib/wsl/lib", "/usr/local/nvidia/lib64"],
  ];
}

function byName(name: string): string | undefined {
  try {
    openLibrary(name, {});
    return loadedFrom(name);
  } catch (error) {
    if (error instanceof CudaProblem) return undefined;
    throw error;
  }
}
