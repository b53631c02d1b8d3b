import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { notSetUp } from "./cuda_problem.ts";

/** ONNX Runtime as npm brings it. */
export interface NpmRuntime {
  /** As `1.30.0`. */
  readonly version: string;
  /** Its library, absolute: `libonnxruntime.so.1`. */
  readonly library: string;
}

/** What Penstock computes with; nothing of it is loaded. @throws {CudaProblem} If it is not on this disk. */
export async function npmRuntime(): Promise<NpmRuntime> {
  const folder = dirname(dirname(entryPoint()));
  const { version } = JSON.parse(await Deno.readTextFile(join(folder, "package.json")));
  return { version, library: join(folder, "bin/napi-v6/linux/x64/libonnxruntime.so.1") };
}

function entryPoint(): string {
  try {
    return fileURLToPath(import.meta.resolve("onnxruntime-node"));
  } catch {
    // Penstock itself is no folder: its packages have no places of their own.
    throw notSetUp(undefined);
  }
}
