/** What the steps of a training ask of CUDA. */
import { statesOf, type StepGraph } from "../../compiler/step/step_graph.ts";
import { countOf } from "../../compiler/ir/tensor.ts";
import type { Input } from "../../compiler/ir/value.ts";
import { CudaProblem } from "../../runtime/cuda/cuda_problem.ts";
import { probeCuda } from "../../runtime/cuda/probe_cuda.ts";
import { openCuda } from "../../runtime/engine/cuda.ts";
import type { Engine } from "../../runtime/engine/engine.ts";
import type { HostTensor, Tensors } from "../../runtime/engine/tensor.ts";
import { type Counters, type Counts, minus, openCounters, perStep } from "./counts.ts";
import { theStandIn } from "./on_stand_in.ts";

/** The engine of the stand-in, and what is asked of it. */
export interface CountedEngine {
  readonly engine: Engine;
  readonly counters: Counters;
}

/** The graphics card that the stand-in plays, as a training has it. @param deterministic Whether sums are in one order. */
export async function openCounted(deterministic = false): Promise<CountedEngine> {
  const { installation, libraries } = theStandIn();
  Deno.env.set("PENSTOCK_CUDA", installation);
  const card = await probeCuda(0);
  if (card instanceof CudaProblem) throw card;
  const engine = await openCuda(card, { tf32: false, deterministic });
  return { engine, counters: openCounters(libraries) };
}

/** What one step asks for: that of a long span without that of a short one. */
export async function countsOfStep(
  step: StepGraph,
  data: Tensors,
  { engine, counters }: CountedEngine,
): Promise<Counts> {
  await using runner = await engine.span(step, data);
  await using state = await engine.place(
    Object.fromEntries(statesOf(step).map(({ input }) => [input.name, zeros(input)])),
  );
  const asked = async (steps: number) => {
    const before = counters.read();
    await using after = (await runner.run(state, scannedBy(step, steps))).state;
    return { counts: minus(counters.read(), before), after };
  };
  // The first call makes ready what the others find.
  await asked(2);
  const [few, many] = [10, 30];
  const short = await asked(few);
  const long = await asked(many);
  return perStep(minus(long.counts, short.counts), many - few);
}

/** What some steps scan: all zeros, so that every row is the first one. */
function scannedBy({ scanned }: StepGraph, steps: number): Tensors {
  return Object.fromEntries(scanned.map((each) => [each.name, zeros(each, [steps])]));
}

/** Zeros for an input, with axes before its own. */
function zeros({ type: { dtype, shape } }: Input, outer: readonly number[] = []): HostTensor {
  const whole = [...outer, ...shape.map(Number)];
  return dtype === "int32"
    ? { type: "int32", shape: whole, data: new Int32Array(countOf(whole)) }
    : { type: "float32", shape: whole, data: new Float32Array(countOf(whole)) };
}
