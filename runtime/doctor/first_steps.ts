import type { ProgramTraining } from "../../compiler/compile.ts";
import { type BatchPlan, batchPlanOf } from "../../compiler/step/batch_plan.ts";
import { type StepValues, stepValues } from "../../compiler/step/step_values.ts";
import type { Engine } from "../engine/engine.ts";
import { intsOf, type Tensors } from "../engine/tensor.ts";
import { mapTensors, rowsAt } from "../engine/tensor_rows.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { batchesOf } from "../train/batches.ts";
import { type OpenTraining, openTraining } from "../train/open_training.ts";
import { runSpan, scannedInStep, type SpanOfSteps } from "../train/span.ts";

/** The first steps of a training, which each device makes. */
export interface FirstSteps {
  readonly prepared: Prepared;
  readonly training: ProgramTraining;
  readonly plan: BatchPlan;
  /** How many they are, at least one. */
  readonly count: number;
  /** Every value of one of them, which is given its rows. */
  readonly values: StepValues;
}

/** The first steps of a pipeline, as many as there are up to `most`; nothing where nothing is trained. */
export function firstStepsOf(prepared: Prepared, most: number): FirstSteps | undefined {
  const { training } = prepared.program;
  const rows = partOf(prepared, "train")?.rows ?? 0;
  if (!training || rows === 0) return undefined;
  const plan = batchPlanOf(training, rows);
  const count = Math.min(most, training.train.epochs * plan.steps);
  const values = stepValues(training, { ...plan, rows: "given" });
  return count > 0 ? { prepared, training, plan, count, values } : undefined;
}

/** The training on a device, before its first step. @throws {EngineError} If the device does not take it. */
export async function openSteps(
  { prepared, training }: FirstSteps,
  engine: Engine,
): Promise<OpenTraining> {
  return await openTraining(prepared, training, { engine });
}

/** Which steps, from 0: `end` is the one after the last. */
interface StepRange {
  readonly first: number;
  readonly end: number;
}

/**
 * Makes some steps as any training makes them, a span for each epoch that they are of.
 * @returns The loss of each, before it.
 */
export async function makeSteps(
  open: OpenTraining,
  { first, end }: StepRange,
): Promise<Float32Array> {
  const losses = new Float32Array(end - first);
  for (let at = first; at < end;) {
    const place = placeOf(open, at);
    const inEpoch = { ...place, end: Math.min(open.plan.steps, place.first + end - at) };
    const done = await runSpan(open, { ...inEpoch, carried: open.carried.current });
    await open.carried.replace(done.carried);
    losses.set(done.losses, at - first);
    at += done.losses.length;
  }
  return losses;
}

/** What a step is fed beside state and slots, by the names of its inputs. @param step From 0. */
export function feedsWithoutState(open: OpenTraining, step: number): Tensors {
  const scanned = scannedInStep(open, placeOf(open, step));
  const rows = intsOf(scanned.rows);
  return { ...mapTensors(open.data, (each) => rowsAt(each, rows)), ...scanned };
}

/** A step as a span. */
function placeOf({ plan }: OpenTraining, step: number): Omit<SpanOfSteps, "carried"> {
  const epoch = Math.floor(step / plan.steps) + 1;
  const first = step % plan.steps;
  return { batches: batchesOf(plan, epoch), epoch, first, end: first + 1 };
}
