import { batchesOf } from "./batches.ts";
import { floats, floatsOf, type Tensors } from "../engine/engine.ts";
import { openTraining, type TrainingOptions } from "./open_training.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { trainEpoch } from "./epoch.ts";
import { runSpan } from "./span.ts";

/** Where a training stands before one of its steps. */
export interface StandBefore {
  /** State and slots. */
  readonly carried: Tensors;
  readonly learningRate: number;
}

/**
 * Trains up to a step and stops before it; without a `train` stage, the start.
 * @param step From 1.
 */
export async function standBefore(
  prepared: Prepared,
  step: number,
  options: TrainingOptions,
): Promise<StandBefore> {
  const { initial, program } = prepared;
  if (!program.training) {
    return { carried: { state: floats([initial.length], initial) }, learningRate: 0 };
  }
  const training = await openTraining(prepared, program.training, options);
  try {
    const { plan, rates, evaluator } = training;
    const [epochs, rest] = [Math.floor((step - 1) / plan.steps), (step - 1) % plan.steps];
    const valid = partOf(prepared, "valid");
    let carried = training.initial;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const done = await trainEpoch(training, carried, epoch);
      carried = done.carried;
      if (!rates.observe) continue;
      const { loss } = valid
        ? await evaluator.evaluate(floatsOf(carried.state), valid)
        : done.scores;
      rates.observe(loss as number);
    }
    if (rest > 0) {
      const epoch = epochs + 1;
      const span = { carried, batches: batchesOf(plan, epoch), epoch, first: 0, end: rest };
      carried = (await runSpan(training, span)).carried;
    }
    return { carried, learningRate: rates.rate(step - 1) };
  } finally {
    await training.close();
  }
}
