import { lowerTraining, type ProgramTraining } from "../../compiler/compile.ts";
import type { Training } from "../../compiler/step/training.ts";
import { countOf } from "../../compiler/ir/tensor.ts";
import { constantSchedule } from "../../compiler/schedules/constant.ts";
import type { Rates } from "../../compiler/schedules/schedule.ts";
import { planBatches } from "./batches.ts";
import { type Engine, floats, type Tensors } from "../engine/engine.ts";
import { createEvaluator, type Evaluator } from "../evaluate/evaluate.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { SpanPace } from "./pace.ts";
import type { EpochTools } from "./epoch.ts";

/** What a training runs on. */
export interface TrainingOptions {
  readonly engine: Engine;
  /** Ends the training between two spans. */
  readonly signal?: AbortSignal;
}

/** A training with its models loaded, before the first step. Owns native memory: close it. */
export interface OpenTraining extends EpochTools {
  readonly evaluator: Evaluator;
  /** The parameters and the optimizer's slots before the first step. */
  readonly initial: Tensors;
  close(): Promise<void>;
}

/** Loads what a training needs. */
export async function openTraining(
  prepared: Prepared,
  training: ProgramTraining,
  { engine, signal }: TrainingOptions,
): Promise<OpenTraining> {
  const { program } = prepared;
  const { train: { batch, shuffle }, seed } = training;
  const { rows } = partOf(prepared, "train")!;
  const plan = planBatches({ rows, batch, shuffle, seed });
  const session = await engine.load(lowerTraining(training, plan));
  const evaluator = await createEvaluator(program, engine);
  const rates = startSchedule(training, plan.steps);
  return {
    ...{ prepared, training, plan, engine, session, evaluator, rates, signal },
    pace: new SpanPace(plan.batch * countOf(program.plan.outputs.slice(1))),
    initial: initialCarried(training, prepared.initial),
    async close() {
      await session.release();
      await evaluator.release();
    },
  };
}

/** @param steps Steps an epoch. */
function startSchedule({ optimizer, schedule, train }: ProgramTraining, steps: number): Rates {
  const course = { lr: optimizer.arguments.lr, epochs: train.epochs, steps };
  return schedule
    ? schedule.definition.start(course, schedule.arguments)
    : constantSchedule.start(course, {});
}

function initialCarried(
  { optimizer, plan: { trainedSize } }: Training,
  initial: Float32Array,
): Tensors {
  const slots = optimizer.definition.slots(optimizer.arguments);
  const filled = (start: number) =>
    floats([trainedSize], new Float32Array(trainedSize).fill(start));
  return {
    state: floats([initial.length], initial),
    ...Object.fromEntries(Object.entries(slots).map(([name, start]) => [name, filled(start)])),
  };
}
