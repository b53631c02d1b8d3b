import type { CudaDevice } from "../cuda/probe_cuda.ts";
import { engineFailed } from "../engine/engine_diagnostics.ts";
import { EngineError } from "../engine/engine_error.ts";
import { differenceOf } from "./difference.ts";
import type { FirstSteps } from "./first_steps.ts";
import type { DeviceProblem, FoundDevice } from "./found_devices.ts";
import { type Trial, tryTraining } from "./trial.ts";

/** What is known of a device. */
export interface ExaminedDevice {
  /** As behind `--device`: `cpu`, `cuda:0`. */
  readonly name: string;
  /** Whether it trains, with the right numbers. */
  readonly isUsable: boolean;
  /** The graphics card, if it is one that was found. */
  readonly card?: CudaDevice;
  /** Of products of matrices: `float32`, or `TF32` where they are rounded to it. */
  readonly precision?: "float32" | "TF32";
  /** The training that was tried. */
  readonly trial?: Trial;
  /** Why it cannot be used. */
  readonly problem?: DeviceProblem;
}

/** Lets a device train. @param prepare What is trained. Whatever goes wrong is told as a problem of the device. */
export async function examineDevice(
  found: FoundDevice,
  prepare: () => Promise<FirstSteps>,
): Promise<ExaminedDevice> {
  if ("problem" in found) return { ...found, isUsable: false };
  const { engine, ...known } = found;
  const facts = { ...known, precision: engine.rounding ?? "float32" } as const;
  try {
    const trial = await tryTraining(engine, await prepare());
    if (trial.isRight) return { ...facts, trial, isUsable: true };
    return { ...facts, trial, problem: wrongLosses(trial), isUsable: false };
  } catch (error) {
    return { ...facts, problem: gaveUp(error), isUsable: false };
  }
}

function wrongLosses({ losses, expected }: Trial): DeviceProblem {
  const { at } = differenceOf(losses, expected);
  const [found, right] = [losses[at] ?? NaN, expected[at] ?? NaN].map((each) =>
    each.toPrecision(4)
  );
  return {
    cause: `It computes wrong numbers: a loss of ${found} in step ${at + 1}, expected ${right}`,
    remedy: "See what it computes wrong first: doctor --conformance",
  };
}

function gaveUp(error: unknown): DeviceProblem {
  const { message, help } = error instanceof EngineError
    ? engineFailed(error)
    : { message: error instanceof Error ? error.message : String(error) };
  return { cause: message, remedy: help ?? reported };
}

const reported = "Please report this, with all that doctor says";
