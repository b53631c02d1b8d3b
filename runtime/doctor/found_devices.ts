import { CudaProblem } from "../cuda/cuda_problem.ts";
import { type CudaDevice, probeCuda } from "../cuda/probe_cuda.ts";
import { cpuEngine } from "../engine/cpu.ts";
import { type CudaPrecision, openCuda } from "../engine/cuda.ts";
import type { Engine } from "../engine/engine.ts";

/** A device of this machine, or one that could be. */
export type FoundDevice = FoundEngine | UnusableDevice;

/** A device that can be asked to compute. */
export interface FoundEngine {
  /** As behind `--device`: `cpu`, `cuda:0`. */
  readonly name: string;
  readonly engine: Engine;
  /** The graphics card, if it is one. */
  readonly card?: CudaDevice;
}

/** A device that cannot be used, and why. */
export interface UnusableDevice {
  /** As behind `--device`: `cpu`, `cuda:0`. */
  readonly name: string;
  /** The graphics card, if it is one that was found. */
  readonly card?: CudaDevice;
  /** Why, and what mends it. */
  readonly problem: DeviceProblem;
}

/** Why a device cannot be used, and what mends it; both without a final period. */
export interface DeviceProblem {
  /** One sentence. */
  readonly cause: string;
  /** What to do, usually a command. */
  readonly remedy: string;
}

/** More cards than a machine has. */
const mostCards = 64;

/** The processor, then each graphics card; where there is none, why. */
export async function devicesHere(precision: CudaPrecision): Promise<readonly FoundDevice[]> {
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") {
    return [{ name: "cpu", problem: withoutNativeCode }];
  }
  return [{ name: "cpu", engine: cpuEngine }, ...await cardsHere(precision)];
}

const withoutNativeCode: DeviceProblem = {
  cause: "ONNX Runtime is native code, and may not be loaded",
  remedy: "Run it as deno task doctor, or with --allow-ffi",
};

async function cardsHere(precision: CudaPrecision): Promise<readonly FoundDevice[]> {
  const cards: FoundDevice[] = [];
  for (let index = 0; index < mostCards; index++) {
    const found = await probeCuda(index);
    if (!(found instanceof CudaProblem)) cards.push(await opened(found, precision));
    else if (found.kind === "no_such_device" && index > 0) break;
    else {
      cards.push({ name: `cuda:${index}`, problem: said(found) });
      if (found.kind !== "device_too_old") break;
    }
  }
  return cards;
}

async function opened(card: CudaDevice, precision: CudaPrecision): Promise<FoundDevice> {
  const name = `cuda:${card.index}`;
  try {
    return { name, card, engine: await openCuda(card, precision) };
  } catch (error) {
    if (!(error instanceof CudaProblem)) throw error;
    return { name, card, problem: said(error) };
  }
}

function said({ cause, remedy }: CudaProblem): DeviceProblem {
  return { cause, remedy };
}
