import type { StepNumbers } from "../../compiler/schedules/courses.ts";
import { numbersOfSteps } from "../../compiler/step/step_numbers.ts";
import type { Report } from "../../dsl/text/report.ts";
import { floats, floatsOf, type Tensors } from "../engine/tensor.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { batchesOf } from "./batches.ts";
import { trainEpoch } from "./epoch.ts";
import { type OpenTraining, openTraining, type TrainingOptions } from "./open_training.ts";
import { unbegun } from "./progress.ts";
import { runSpan } from "./span.ts";
import { diverged } from "./train_diagnostics.ts";

/** How far a training has come before one of its steps. */
export interface TrainedUntil {
  /** State and slots. */
  readonly carried: Tensors;
  /** What that step is fed beside rows and state, by the names of its inputs. */
  readonly numbers: StepNumbers;
  /** What schedules change, in that step, by name. */
  readonly scheduled: StepNumbers;
}

/**
 * Trains up to a step and stops before it; without a `train` stage, the start. Fails where a number
 * stops being finite (E0601).
 * @param step From 1.
 * @throws {EngineError} If the engine gives up.
 */
export async function trainUntil(
  prepared: Prepared,
  step: number,
  options: TrainingOptions,
): Promise<TrainedUntil> {
  const { initial, program } = prepared;
  if (!program.training) {
    const carried = { state: floats([initial.length], initial) };
    return { carried, numbers: {}, scheduled: {} };
  }
  await using training = await openTraining(prepared, program.training, options);
  const { plan, courses, carried } = training;
  const [epochs, rest] = [Math.floor((step - 1) / plan.steps), (step - 1) % plan.steps];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await trainWholeEpoch(training, epoch, options.report);
  }
  if (rest > 0) await trainSteps(training, { epoch: epochs + 1, end: rest });
  return {
    carried: await carried.current.read(),
    numbers: numbersOfSteps(training.training, courses)(step),
    scheduled: courses.at(step),
  };
}

/** An epoch, after which the schedule hears the loss that it goes by. */
async function trainWholeEpoch(
  training: OpenTraining,
  epoch: number,
  report: Report,
): Promise<void> {
  const { prepared, courses, evaluator, carried } = training;
  const done = await trainEpoch(training, { carried, begun: unbegun(epoch) });
  const { scores } = "cause" in done ? report.fail(diverged(done)) : done;
  if (!courses.observe) return;
  const valid = partOf(prepared, "valid");
  const state = floatsOf((await carried.current.read()).state);
  const { loss = scores.loss } = valid ? await evaluator.evaluate(state, valid) : scores;
  courses.observe(loss);
}

/** The first steps of an epoch. */
async function trainSteps(
  training: OpenTraining,
  { epoch, end }: { readonly epoch: number; readonly end: number },
): Promise<void> {
  const { plan, carried } = training;
  const span = { carried: carried.current, batches: batchesOf(plan, epoch), epoch, first: 0, end };
  await carried.replace((await runSpan(training, span)).carried);
}
