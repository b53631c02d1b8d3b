/** Machines that were made up: libraries that are none, wheels of a few bytes, a system without CUDA. */
import { join } from "node:path";
import { cudaLibraries, driverLibrary } from "../../../runtime/cuda/cuda_libraries.ts";
import type { SystemLibraries } from "../../../runtime/cuda/find_libraries.ts";
import { npmRuntime } from "../../../runtime/cuda/npm_runtime.ts";
import { loadedFrom } from "../../../runtime/cuda/shared_library.ts";
import { concatenated } from "../../../runtime/files/join_bytes.ts";
import { writeZip } from "../../../runtime/formats/zip.ts";

/** Where tests of libraries for Linux on x64 make sense. */
export const isLinux = Deno.build.os === "linux" && Deno.build.arch === "x86_64";

/** A machine on which CUDA is not installed. */
export const bareSystem: SystemLibraries = {
  folders: () => Promise.resolve([]),
  byName: () => undefined,
};

/** The bytes of a library by its header, which holds some texts and nothing that could be loaded. */
export function madeUpLibrary(...texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(64);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x464c457f, true); // "\x7fELF"
  header.set([2, 1, 1], 4); // 64 bits, little endian, version 1
  view.setUint16(16, 3, true); // a shared library
  view.setUint16(18, 62, true); // for x64
  const content = new TextEncoder().encode(["", ...texts, ""].join("\0"));
  return concatenated([header, content]);
}

/** The same, cut off: its header says that more follows. */
export function cutLibrary(): Uint8Array<ArrayBuffer> {
  const bytes = madeUpLibrary();
  const view = new DataView(bytes.buffer);
  view.setBigUint64(40, 1000n, true); // where the table of sections is
  view.setUint16(58, 64, true);
  view.setUint16(60, 2, true);
  return bytes;
}

/** The wheel of a version of onnxruntime-gpu, whose provider holds some texts. */
export function madeUpWheel(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  return writeZip({
    "onnxruntime/__init__.py": new Uint8Array(0),
    "onnxruntime/capi/libonnxruntime_providers_cuda.so": madeUpLibrary(...texts),
    "onnxruntime/capi/libonnxruntime_providers_shared.so": madeUpLibrary(),
  });
}

/** What the wheel of a version is called. */
export function wheelName(version: string): string {
  return `onnxruntime_gpu-${version}-cp311-cp311-manylinux_2_28_x86_64.whl`;
}

/** The version that fits. */
export const { version: ownVersion } = await npmRuntime();

/** Texts of a provider that fits. */
export const fitting: readonly string[] = ["GetProvider", ownVersion, "CreateEpFactories"];

/**
 * Fills a folder with libraries of CUDA that can be loaded and have none of its functions: a library that every
 * Linux has, under their names.
 */
export async function writeLoadableLibraries(folder: string): Promise<void> {
  // Deno itself has loaded it.
  const path = loadedFrom("libm.so.6")!;
  await Deno.mkdir(folder, { recursive: true });
  for (const name of [...cudaLibraries.map(({ name }) => name), driverLibrary]) {
    await Deno.copyFile(path, join(folder, name));
  }
}
