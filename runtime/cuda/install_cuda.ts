import { dirname, join } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import { download } from "../download/download.ts";
import type { ReadingStand } from "../files/access.ts";
import { removeIfThere, renameSynced, replaceSynced } from "../files/synced.ts";
import { systemReason } from "../files/system_reason.ts";
import { cudaNotSetUp } from "./cuda_diagnostics.ts";
import {
  cudaLibraries,
  driverLibrary,
  optionalLibrary,
  runtimeLibraries,
} from "./cuda_libraries.ts";
import { CudaProblem, nothingIn, unreadableFolder } from "./cuda_problem.ts";
import { findLibraries, type SystemLibraries, thisSystem } from "./find_libraries.ts";
import { gpuWheel, pypi } from "./gpu_wheel.ts";
import {
  type CudaInstallation,
  installationFile,
  printInstallation,
  providersFolder,
  readAnyInstallation,
} from "./installation.ts";
import { libraryBytes, type LibraryPlace, placesIn } from "./library_places.ts";
import { type NpmRuntime, npmRuntime } from "./npm_runtime.ts";
import { flawOf, openLibrary } from "./shared_library.ts";
import { takeLibrary } from "./take_library.ts";
import { hasProviders, providersIn, takeProviders } from "./take_providers.ts";

/** What is to be installed, where, and who is told of it. */
export interface InstallOptions {
  /** A folder with the libraries or wheels that have them, or one such wheel; absolute. */
  readonly from?: string;
  /** Where it is installed, absolute; nothing outside is written. */
  readonly folder: string;
  /** Told why it cannot be. */
  readonly report: Report;
  /** What the providers are for; npm's ONNX Runtime unless given. */
  readonly runtime?: NpmRuntime;
  /** Where libraries are looked for besides; this machine unless given. */
  readonly system?: SystemLibraries;
  /** The index of packages that the wheel is downloaded by; PyPI's unless given. */
  readonly index?: string;
  /** How far a file is copied or downloaded. */
  onRead?(stand: ReadingStand): void;
}

/** What was installed. */
export interface Installed {
  readonly installation: CudaInstallation;
  /** Whether it was not so before. */
  readonly isNew: boolean;
}

const names: readonly string[] = [
  ...[runtimeLibraries.shared, runtimeLibraries.cuda],
  ...cudaLibraries.map(({ name }) => name),
  ...[driverLibrary, optionalLibrary],
];

/**
 * Sets CUDA up: finds the libraries of CUDA, takes or downloads the providers of ONNX Runtime, and notes where all
 * is. What an earlier time has done is not done again.
 * @throws {CudaProblem} If it cannot be. @throws {Stopped} With every library that is missing (E0612, E0615), or
 * why the providers do not come (E0851 to E0853).
 */
export async function installCuda(options: InstallOptions): Promise<Installed> {
  const { folder, report, system = thisSystem } = options;
  const runtime = options.runtime ?? await npmRuntime();
  const given = await placesGiven(options, runtime);
  const before = await installedBefore(folder);
  const found = await findLibraries({ given, before: before?.libraries ?? [], system });
  report.add(...found.problems.map(cudaNotSetUp));
  report.stopOnErrors();
  const libraries = await usableLibraries(found.places, options);
  const providers = providersFolder(folder, runtime.version);
  const isThere = hasProviders(providers);
  if (!isThere) await putProviders(given, providers, { ...options, runtime });
  const installation = { onnxruntime: runtime.version, libraries, providers };
  const isNew = !isThere || before === undefined ||
    printInstallation(before) !== printInstallation(installation);
  if (isNew) await note(installation, folder);
  return { installation, isNew };
}

async function placesGiven(
  { from }: InstallOptions,
  { version }: NpmRuntime,
): Promise<readonly LibraryPlace[]> {
  if (from === undefined) return [];
  const places = await placesIn(from, names).catch((error) => {
    throw error instanceof CudaProblem ? error : unreadableFolder(from, systemReason(error));
  });
  if (places.length === 0) throw nothingIn(from, version);
  return places;
}

/** One that is damaged is as good as none. */
async function installedBefore(folder: string): Promise<CudaInstallation | undefined> {
  try {
    return await readAnyInstallation(folder);
  } catch (error) {
    if (error instanceof CudaProblem) return undefined;
    throw error;
  }
}

/** The paths of libraries, which are unpacked where they are in wheels. @throws {CudaProblem} If one cannot be used. */
async function usableLibraries(
  places: readonly LibraryPlace[],
  options: InstallOptions,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const place of places) {
    const path = place.entry ? await unpacked(place, options) : place.path;
    // In the order of a training: those that are loaded are found by those that need them.
    openLibrary(path, {});
    paths.push(path);
  }
  return paths;
}

async function unpacked(place: LibraryPlace, { folder, onRead }: InstallOptions): Promise<string> {
  const path = join(folder, "libraries", place.name);
  if (flawOf(path) === undefined && libraryBytes(path).size === place.entry?.size) return path;
  await Deno.mkdir(dirname(path), { recursive: true });
  await removeIfThere(`${path}.partial`);
  await takeLibrary(place, `${path}.partial`, { ...onRead && { onRead } });
  await renameSynced(`${path}.partial`, path);
  return path;
}

/** Takes the providers from where they were given, or downloads them. */
async function putProviders(
  given: readonly LibraryPlace[],
  target: string,
  options: InstallOptions & { readonly runtime: NpmRuntime },
): Promise<void> {
  const { folder, runtime, onRead } = options;
  const downloads = join(folder, "downloads");
  const places = providersIn(given, runtime.version) ??
    providersIn(await placesIn(await downloaded(downloads, options), names), runtime.version);
  if (!places) throw nothingIn(downloads, runtime.version);
  await removeIfThere(target);
  await Deno.mkdir(folder, { recursive: true });
  await takeProviders(places, { target, runtime, ...onRead && { onRead } });
  await removeIfThere(downloads);
}

/** The wheel with the providers. @returns Where it is. */
async function downloaded(
  folder: string,
  { runtime, index = pypi, report, onRead }: InstallOptions & { readonly runtime: NpmRuntime },
): Promise<string> {
  const help =
    `Get onnxruntime_gpu-${runtime.version}-*.whl for Linux on x64 from pypi.org by hand, and name its ` +
    "folder: deno task setup-cuda --from DIR";
  const own = report.with((each) => ({ ...each, help }));
  const { name, url, sum } = await gpuWheel(index, runtime.version, own);
  const path = join(folder, name);
  await download({ url, path, shown: name, sum }, { report: own, ...onRead && { onRead } });
  return path;
}

async function note(installation: CudaInstallation, folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await replaceSynced(join(folder, installationFile), printInstallation(installation));
}
