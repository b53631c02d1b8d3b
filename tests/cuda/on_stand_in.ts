/** Tests on a machine whose graphics card is played by the stand-in. */
import { join } from "node:path";
import type * as Ort from "onnxruntime-node";
import { loadCuda } from "../../runtime/cuda/load_cuda.ts";
import { npmRuntime } from "../../runtime/cuda/npm_runtime.ts";
import { type StandIn, standIn, standInLibraries } from "./build_stand_in.ts";
import { type Counters, openCounters } from "./counts.ts";

const built = await standIn();

/** What a test on the stand-in is called: one that is left out says why. */
export function onStandIn(name: string): { readonly name: string; readonly ignore: boolean } {
  const ignore = "skipped" in built;
  return { name: ignore ? `${name} (left out: ${built.skipped})` : name, ignore };
}

/** The stand-in, in a test that `onStandIn` names. */
export function theStandIn(): StandIn {
  if ("skipped" in built) throw new Error(built.skipped);
  return built;
}

/** A process in which ONNX Runtime has CUDA, and what is asked of it. */
export interface CudaProcess {
  readonly ort: typeof Ort;
  readonly counters: Counters;
}

/** Loads the stand-in, then ONNX Runtime; too late in a process that has loaded that before. */
export async function loadStandIn(): Promise<CudaProcess> {
  const { libraries, providers } = theStandIn();
  const { version } = await npmRuntime();
  loadCuda({
    onnxruntime: version,
    libraries: standInLibraries.map((library) => join(libraries, library)),
    providers,
  });
  return { ort: await import("onnxruntime-node"), counters: openCounters(libraries) };
}

/** A machine that the stand-in plays; what is left out is as the stand-in has it. */
export interface PlayedMachine {
  /** How many graphics cards there are: one unless said. */
  readonly devices?: number;
  /** The newest CUDA that the driver has: 13000 unless said, as 13.0 is written. */
  readonly driver?: number;
  /** Of each card, in bytes: 80 GiB unless said. */
  readonly memory?: number;
}

/** The variables of the environment that say it to the stand-in. */
export function environmentOf(machine: PlayedMachine): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(machine).map((
      [what, much],
    ) => [`CUDA_STAND_IN_${what.toUpperCase()}`, `${much}`]),
  );
}

/** Plays a machine in this process until a test is done with it. */
export async function playing<T>(machine: PlayedMachine, use: () => Promise<T>): Promise<T> {
  const environment = environmentOf(machine);
  for (const [name, value] of Object.entries(environment)) Deno.env.set(name, value);
  try {
    return await use();
  } finally {
    for (const name of Object.keys(environment)) Deno.env.delete(name);
  }
}
