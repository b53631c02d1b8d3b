import { version } from "../../dsl/version.ts";
import { npmRuntime } from "../cuda/npm_runtime.ts";

/** What Penstock runs on. */
export interface MachineFacts {
  /** Its own version. */
  readonly penstock: string;
  /** The version of Deno. */
  readonly deno: string;
  /** The version of its engine for JavaScript. */
  readonly v8: string;
  /** The version of its TypeScript. */
  readonly typescript: string;
  /** The version of ONNX Runtime; nothing where it is not to be found. */
  readonly onnxruntime?: string;
  /** `linux x86_64` */
  readonly system: string;
  /** How many the processor has, as far as they may be used. */
  readonly cores: number;
  /** In bytes; nothing where that may not be asked. */
  readonly memory?: { readonly available: number; readonly total: number };
}

/** Versions, system and memory. Nothing of ONNX Runtime is loaded. */
export async function machineFacts(): Promise<MachineFacts> {
  const { os, arch } = Deno.build;
  const { deno, v8, typescript } = Deno.version;
  const onnxruntime = await npmRuntime().then((found) => found.version, () => undefined);
  const memory = memoryHere();
  return {
    ...{ penstock: version, deno, v8, typescript },
    ...onnxruntime !== undefined && { onnxruntime },
    ...{ system: `${os} ${arch}`, cores: navigator.hardwareConcurrency },
    ...memory && { memory },
  };
}

function memoryHere(): MachineFacts["memory"] {
  // Asking for what is not permitted would stop the command with a question.
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "systemMemoryInfo" });
  if (state !== "granted") return undefined;
  const { available, total } = Deno.systemMemoryInfo();
  return { available, total };
}
