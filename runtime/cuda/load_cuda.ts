import { basename, join } from "node:path";
import { driverLibrary, runtimeLibraries } from "./cuda_libraries.ts";
import { damagedInstallation, libraryMissing, loadedTooLate } from "./cuda_problem.ts";
import type { CudaInstallation } from "./installation.ts";
import { flawOf, loadedFrom, openLibrary } from "./shared_library.ts";

/**
 * Loads what CUDA needs into this process, so that the `onnxruntime-node` which is imported after it has CUDA.
 * To be called before that import, wherever in the process it is; again does no harm, from any thread.
 * @throws {CudaProblem} If a library is not there or cannot be used, or ONNX Runtime was loaded before.
 */
export function loadCuda({ libraries, providers }: CudaInstallation): void {
  const runtime = join(providers, runtimeLibraries.runtime);
  loadLibraries(libraries);
  for (const name of Object.values(runtimeLibraries)) requireIn(providers, name);
  const loaded = loadedFrom(runtimeLibraries.runtime);
  if (loaded !== undefined && loaded !== runtime) throw loadedTooLate();
  // ONNX Runtime looks for its providers beside itself. What npm's binding needs is taken by its name, and this
  // has that name: nothing is written where npm's own is.
  openLibrary(runtime, {});
}

/**
 * Loads the ONNX Runtime of an installation alone, in the place of npm's, which is the same: CUDA can then still be
 * asked for. @throws {CudaProblem} If it is not there or cannot be used.
 */
export function loadInstalledRuntime({ providers }: CudaInstallation): void {
  openLibrary(join(providers, runtimeLibraries.runtime), {});
}

/** @throws {CudaProblem} If a file of an installation is no longer there, or not as it was. */
function requireIn(folder: string, name: string): void {
  const flaw = flawOf(join(folder, name));
  if (flaw !== undefined) throw damagedInstallation(join(folder, name), flaw);
}

/** Loads the libraries of CUDA and the driver. @throws {CudaProblem} If one is not there or cannot be used. */
export function loadLibraries(libraries: readonly string[]): void {
  // A library that is loaded is found by its name by those that need it, wherever it is.
  for (const library of libraries) openLibrary(library, {});
  if (!libraries.some((library) => basename(library) === driverLibrary)) {
    openLibrary(driverLibrary, {});
  }
}

/** The library of an installation by its name. @throws {CudaProblem} If it has none. */
export function libraryNamed(name: string, { libraries }: CudaInstallation): string {
  const found = libraries.find((library) => basename(library) === name);
  if (found === undefined) throw libraryMissing(name);
  return found;
}
