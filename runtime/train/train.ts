import { floatsOf } from "../engine/tensor.ts";
import type { Scores } from "../evaluate/evaluate.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { type TrainedEpoch, trainEpoch } from "./epoch.ts";
import type { EpochRecord, EpochSteps } from "./history.ts";
import { createWatch } from "./monitor.ts";
import { type OpenTraining, openTraining, type TrainingOptions } from "./open_training.ts";

/** What a training leaves. */
export interface Trained {
  /** All tensors of the model, packed. */
  readonly state: Float32Array;
  /** A record for each epoch. */
  readonly history: readonly EpochRecord[];
  /** The steps of each epoch; empty unless they were asked for. */
  readonly stepHistory: readonly EpochSteps[];
  /** How many epochs were run; fewer than asked for where training stopped early. */
  readonly epochs: number;
  /** How many steps were made. */
  readonly steps: number;
  /** The epoch whose parameters were kept. */
  readonly keptEpoch: number;
}

/** What a training works with. */
export interface TrainOptions extends TrainingOptions {
  /** Called after every epoch. */
  readonly onEpoch?: (record: EpochRecord, epochs: number) => void;
  /** Whether to remember every step: a long training has more of them than fit in memory. */
  readonly recordsSteps?: boolean;
}

/**
 * Trains the model of a prepared pipeline; without a `train` stage the parameters stay as they start.
 * Fails where a number stops being finite (E0601) or `signal` aborts (E0603).
 * @throws {EngineError} If the engine gives up.
 */
export async function train(prepared: Prepared, options: TrainOptions): Promise<Trained> {
  const { program, initial } = prepared;
  if (!program.training) return untrained(initial);
  await using training = await openTraining(prepared, program.training, options);
  return await trainEpochs(training, options);
}

function untrained(state: Float32Array): Trained {
  return { state, history: [], stepHistory: [], epochs: 0, steps: 0, keptEpoch: 0 };
}

async function trainEpochs(
  training: OpenTraining,
  { onEpoch, recordsSteps }: TrainOptions,
): Promise<Trained> {
  const { plan, courses, carried, training: { train: asked } } = training;
  const watch = createWatch(asked);
  const history: EpochRecord[] = [];
  const stepHistory: EpochSteps[] = [];
  for (let epoch = 1, isDone = false; epoch <= asked.epochs && !isDone; epoch++) {
    const done = await trainEpoch(training, carried, epoch);
    if (recordsSteps) stepHistory.push(stepsOf(training, epoch, done.losses));
    const state = floatsOf((await carried.current.read()).state);
    const scored = await recordOf(training, { epoch, done, state });
    courses.observe?.(scored.valid.loss ?? done.scores.loss);
    isDone = watch.observe(scored, state);
    const record = { ...scored, ...watch.best !== undefined && { best: watch.best } };
    history.push(record);
    onEpoch?.(record, asked.epochs);
  }
  const { state, epoch: keptEpoch } = watch.kept();
  const epochs = history.length;
  return { state, history, stepHistory, epochs, steps: epochs * plan.steps, keptEpoch };
}

interface EndOfEpoch {
  readonly epoch: number;
  readonly done: TrainedEpoch;
  readonly state: Float32Array;
}

/** The line of an epoch: the parts are judged as it leaves the model. */
async function recordOf(
  training: OpenTraining,
  { epoch, done, state }: EndOfEpoch,
): Promise<EpochRecord> {
  const { prepared, plan, evaluator, training: { train } } = training;
  const valid = partOf(prepared, "valid");
  const after: Record<string, Scores> = {};
  for (const name of train.evaluate) {
    const part = partOf(prepared, name);
    if (part) after[name] = await evaluator.evaluate(state, part);
  }
  return {
    epoch,
    ...numbersOf(training, epoch * plan.steps),
    train: done.scores,
    valid: valid ? await evaluator.evaluate(state, valid) : {},
    after,
  };
}

function stepsOf(training: OpenTraining, epoch: number, losses: Float32Array): EpochSteps {
  const before = (epoch - 1) * training.plan.steps;
  const numbers = Array.from(losses, (_, at) => numbersOf(training, before + at + 1));
  return {
    epoch,
    losses,
    rates: numbers.map(({ learningRate }) => learningRate),
    scheduled: numbers.flatMap(({ scheduled }) => scheduled ? [scheduled] : []),
  };
}

/** The learning rate of a step, and what else schedules change. @param step From 1. */
function numbersOf(
  { courses, training: { optimizer } }: OpenTraining,
  step: number,
): Pick<EpochRecord, "learningRate" | "scheduled"> {
  const { lr = optimizer.arguments.lr, ...others } = courses.at(step);
  return { learningRate: lr, ...Object.keys(others).length > 0 && { scheduled: others } };
}
