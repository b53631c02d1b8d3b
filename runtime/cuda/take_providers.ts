import { basename, dirname, join } from "node:path";
import type { ReadingStand } from "../files/access.ts";
import { removeIfThere, renameSynced, syncFolder } from "../files/synced.ts";
import { runtimeLibraries } from "./cuda_libraries.ts";
import { pluginProvider, providerAlone, unusableLibrary, wrongVersion } from "./cuda_problem.ts";
import type { LibraryPlace } from "./library_places.ts";
import type { NpmRuntime } from "./npm_runtime.ts";
import { ProviderReader } from "./provider_marks.ts";
import { flawOf } from "./shared_library.ts";
import { takeLibrary } from "./take_library.ts";

/** The two provider libraries of ONNX Runtime, which go together. */
export interface ProviderPlaces {
  readonly cuda: LibraryPlace;
  readonly shared: LibraryPlace;
}

/** Where they go, and what they are for. */
export interface TakeProvidersOptions {
  /** Is not there yet, and appears whole or not at all. */
  readonly target: string;
  readonly runtime: NpmRuntime;
  onRead?(stand: ReadingStand): void;
}

/** Those among some places; nothing where there are none. @throws {CudaProblem} If one of them is alone. */
export function providersIn(
  places: readonly LibraryPlace[],
  version: string,
): ProviderPlaces | undefined {
  const all = places.filter(({ name }) => name === runtimeLibraries.cuda);
  const cuda = all.find(({ path }) => basename(path).includes(`-${version}-`)) ?? all[0];
  if (!cuda) return undefined;
  const folder = dirname(cuda.path);
  const shared = places.find(({ name, path }) =>
    name === runtimeLibraries.shared && (cuda.entry ? path === cuda.path : dirname(path) === folder)
  );
  if (!shared) throw providerAlone(cuda.path, runtimeLibraries.shared);
  return { cuda, shared };
}

/**
 * Puts the providers into a folder of their own, with the ONNX Runtime that they are for beside them.
 * @throws {CudaProblem} If they are damaged, of another version, or for another use.
 */
export async function takeProviders(
  { cuda, shared }: ProviderPlaces,
  { target, runtime, ...listener }: TakeProvidersOptions,
): Promise<void> {
  const draft = `${target}.partial`;
  await removeIfThere(draft);
  await Deno.mkdir(draft);
  const reader = new ProviderReader();
  const onPiece = (piece: Uint8Array) => reader.push(piece);
  const placed = join(draft, cuda.name);
  await takeLibrary(cuda, placed, { onPiece, ...listener });
  await takeLibrary(shared, join(draft, shared.name));
  const flaw = flawOf(placed) ?? flawOf(join(draft, shared.name));
  if (flaw !== undefined) throw unusableLibrary(cuda.path, flaw);
  requireFit(cuda.path, { reader, version: runtime.version });
  const { runtime: name } = runtimeLibraries;
  await takeLibrary({ name, path: runtime.library }, join(draft, name));
  await syncFolder(draft);
  await renameSynced(draft, target);
}

/** Whether all of it is there. */
export function hasProviders(folder: string): boolean {
  return Object.values(runtimeLibraries).every((name) => flawOf(join(folder, name)) === undefined);
}

/** Another version of it does not fit, and ends the process instead of saying so. */
function requireFit(
  path: string,
  { reader, version }: { readonly reader: ProviderReader; readonly version: string },
): void {
  const { isProvider, versions } = reader.marks;
  if (!versions.includes(version)) {
    throw wrongVersion(`"${path}"`, {
      found: versions.join(" or ") || "of an unknown version",
      expected: version,
    });
  }
  if (!isProvider) throw pluginProvider(path);
}
