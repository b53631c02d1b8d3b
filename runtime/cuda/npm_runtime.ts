import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** ONNX Runtime as npm brings it. */
export interface NpmRuntime {
  /** As `1.30.0`. */
  readonly version: string;
  /** Its library, absolute: `libonnxruntime.so.1`. */
  readonly library: string;
}

/** What Penstock computes with; nothing of it is loaded. */
export async function npmRuntime(): Promise<NpmRuntime> {
  const folder = dirname(dirname(fileURLToPath(import.meta.resolve("onnxruntime-node"))));
  const { version } = JSON.parse(await Deno.readTextFile(join(folder, "package.json")));
  return { version, library: join(folder, "bin/napi-v6/linux/x64/libonnxruntime.so.1") };
}
