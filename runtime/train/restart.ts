import type { ProgramTraining } from "../../compiler/compile.ts";
import type { Curve } from "../../compiler/schedules/schedule.ts";
import { floats, floatsOf, type Tensors } from "../engine/tensor.ts";

import { type TrainingProgress, unbegun } from "./progress.ts";
import type { Divergence } from "./train_diagnostics.ts";

/** What a training does that breaks down. */
type OnDivergence = ProgramTraining["train"]["on_divergence"];

/** How far a training has come that breaks down. */
type BrokenDown = Pick<TrainingProgress, "history" | "restarts" | "back">;

/**
 * Where a training that broke down goes on: before the epoch with the lowest training loss, with a smaller
 * rate. Nothing where that is not asked for, was done often enough, or cannot help since no step was made.
 */
export function goneBack(
  { isUntrained, step, epoch, what }: Divergence,
  onDivergence: OnDivergence,
  { history, restarts, back }: BrokenDown,
): TrainingProgress | undefined {
  if (onDivergence === "stop" || isUntrained || !back) return undefined;
  const { factor, times } = onDivergence.arguments;
  if (restarts.length >= times) return undefined;
  const { carried, kept, epochs } = back.good;
  const rate = (restarts.at(-1)?.rate ?? 1) * factor;
  const restart = { step, epoch, ...what !== undefined && { what }, back_to: epochs, rate };
  return {
    ...{ carried, kept, back },
    history: history.slice(0, epochs),
    begun: unbegun(epochs + 1),
    restarts: [...restarts, restart],
  };
}

/** Tensors of their own, which stay when those that they were read from are let go. */
export function copied(tensors: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, each]) => [
      name,
      floats(each.shape, floatsOf(each).slice()),
    ]),
  );
}

/** The same training with all its learning rates times a factor. */
export function slowed(training: ProgramTraining, factor: number): ProgramTraining {
  if (factor === 1) return training;
  const { optimizer, scheduled } = training;
  const { arguments: args } = optimizer;
  return {
    ...training,
    optimizer: { ...optimizer, arguments: { ...args, lr: args.lr * factor } },
    scheduled: scheduled.map((each) =>
      each.name === "lr"
        ? { ...each, start: (course) => scaledCurve(each.start(course), factor) }
        : each
    ),
  };
}

function scaledCurve(curve: Curve, factor: number): Curve {
  return {
    at: (step) => curve.at(step) * factor,
    ...curve.observe && { observe: (loss: number) => curve.observe?.(loss) },
  };
}
