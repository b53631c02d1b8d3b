import { lowerTraining, trainingStages } from "../../compiler/compile.ts";
import { countOf } from "../../compiler/ir/tensor.ts";
import { constantSchedule } from "../../compiler/schedules/constant.ts";
import type { Rates } from "../../compiler/schedules/schedule.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
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

/** Loads what the training of a pipeline with a `train` stage needs. */
export async function openTraining(
  prepared: Prepared,
  { engine, signal }: TrainingOptions,
): Promise<OpenTraining> {
  const { pipeline: { train, seed }, program } = prepared;
  if (!train) throw new InternalError("Nothing says how long to train");
  const { batch, shuffle } = train.arguments;
  const { rows } = partOf(prepared, "train")!;
  const plan = planBatches({ rows, batch, shuffle, seed });
  const session = await engine.load(lowerTraining(program, plan));
  const evaluator = await createEvaluator(program, engine);
  const rates = startSchedule(prepared, plan.steps);
  return {
    ...{ prepared, plan, engine, session, evaluator, rates, signal },
    pace: new SpanPace(plan.batch * countOf(program.plan.outputs.slice(1))),
    initial: initialCarried(prepared),
    async close() {
      await session.release();
      await evaluator.release();
    },
  };
}

/** @param steps Steps an epoch. */
function startSchedule({ pipeline: { schedule, train }, program }: Prepared, steps: number): Rates {
  const { optimizer: { arguments: { lr } } } = trainingStages(program);
  const course = { lr, epochs: train!.arguments.epochs, steps };
  return schedule
    ? schedule.definition.start(course, schedule.arguments)
    : constantSchedule.start(course, {});
}

function initialCarried({ program, initial }: Prepared): Tensors {
  const { optimizer, plan: { trainedSize } } = trainingStages(program);
  const slots = optimizer.definition.slots(optimizer.arguments);
  const filled = (start: number) =>
    floats([trainedSize], new Float32Array(trainedSize).fill(start));
  return {
    state: floats([initial.length], initial),
    ...Object.fromEntries(Object.entries(slots).map(([name, start]) => [name, filled(start)])),
  };
}
