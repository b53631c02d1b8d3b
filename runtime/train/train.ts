import { floatsOf } from "../engine/engine.ts";
import type { Scores } from "../evaluate/evaluate.ts";
import { createWatch } from "./monitor.ts";
import { type OpenTraining, openTraining, type TrainingOptions } from "./open_training.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { trainEpoch } from "./epoch.ts";

/** One line of the history. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** The learning rate of its last step. */
  readonly learningRate: number;
  /** `loss` and, for classes, `accuracy`, gathered during the epoch, before each step. */
  readonly train: Scores;
  /** After the epoch; empty without a validation part. */
  readonly valid: Scores;
  /** After the epoch, for the parts that the `train` stage asks to evaluate. */
  readonly after: Readonly<Partial<Record<"train" | "test", Scores>>>;
}

/** Every step of an epoch. */
export interface EpochSteps {
  /** From 1. */
  readonly epoch: number;
  /** The loss of each step, before it. */
  readonly losses: Float32Array;
  /** The learning rate of each step. */
  readonly rates: readonly number[];
}

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
 * @throws {PenstockError} If a number stops being finite (E0601) or `signal` aborts (E0603).
 */
export async function train(prepared: Prepared, options: TrainOptions): Promise<Trained> {
  const { program, initial } = prepared;
  if (!program.training) return untrained(initial);
  const training = await openTraining(prepared, program.training, options);
  try {
    return await trainEpochs(training, options);
  } finally {
    await training.close();
  }
}

function untrained(state: Float32Array): Trained {
  const nothing = {
    history: [],
    stepHistory: [],
    epochs: 0,
    steps: 0,
    keptEpoch: 0,
  };
  return { state, ...nothing };
}

async function trainEpochs(
  training: OpenTraining,
  { onEpoch, recordsSteps }: TrainOptions,
): Promise<Trained> {
  const { prepared, plan, evaluator, rates, training: { train: asked } } = training;
  const valid = partOf(prepared, "valid");
  const watch = createWatch(asked);
  const history: EpochRecord[] = [];
  const stepHistory: EpochSteps[] = [];
  let carried = training.initial;
  for (let epoch = 1, isDone = false; epoch <= asked.epochs && !isDone; epoch++) {
    const done = await trainEpoch(training, carried, epoch);
    carried = done.carried;
    if (recordsSteps) stepHistory.push(stepsOf(training, epoch, done.losses));
    const learningRate = rates.rate(epoch * plan.steps - 1);
    const state = floatsOf(carried.state);
    const scores = valid ? await evaluator.evaluate(state, valid) : {};
    const after = await evaluateAfter(training, state);
    const record = { epoch, learningRate, train: done.scores, valid: scores, after };
    history.push(record);
    rates.observe?.(scores.loss ?? done.scores.loss!);
    isDone = watch.observe(record, state);
    onEpoch?.(record, asked.epochs);
  }
  const { state, epoch: keptEpoch } = watch.kept();
  const epochs = history.length;
  return {
    state,
    history,
    stepHistory,
    epochs,
    steps: epochs * plan.steps,
    keptEpoch,
  };
}

/** The parts that `train(evaluate = [...])` names, after an epoch. */
async function evaluateAfter(
  { prepared, evaluator, training: { train } }: OpenTraining,
  state: Float32Array,
): Promise<EpochRecord["after"]> {
  const scores: Record<string, Scores> = {};
  for (const name of train.evaluate) {
    const part = partOf(prepared, name);
    if (part) scores[name] = await evaluator.evaluate(state, part);
  }
  return scores;
}

function stepsOf({ plan, rates }: OpenTraining, epoch: number, losses: Float32Array): EpochSteps {
  const before = (epoch - 1) * plan.steps;
  return { epoch, losses, rates: Array.from(losses, (_, at) => rates.rate(before + at)) };
}
