import { lowerTraining } from "../compiler/compile.ts";
import { initialState } from "../compiler/state.ts";
import { InternalError, PenstockError } from "../dsl/diagnostic.ts";
import {
  batchesOf,
  type BatchPlan,
  type EpochBatches,
  planBatches,
  rowsInStep,
} from "./batches.ts";
import { type Engine, floats, floatsOf, ints, type Session, type Tensors } from "./engine.ts";
import { createEvaluator, type Evaluator, type Scores } from "./evaluate.ts";
import type { Prepared, PreparedPart } from "./prepare.ts";
import { diverged, interrupted } from "./run_diagnostics.ts";

/** One line of the history. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** `loss` and, for classes, `accuracy`, gathered during the epoch, before each step. */
  readonly train: Scores;
  /** After the epoch; empty without a validation part. */
  readonly valid: Scores;
}

/** What a training leaves. */
export interface Trained {
  /** All parameters, packed. */
  readonly state: Float32Array;
  readonly history: readonly EpochRecord[];
  readonly epochs: number;
  readonly steps: number;
}

export interface TrainOptions {
  readonly engine: Engine;
  /** Called after every epoch. */
  readonly onEpoch?: (record: EpochRecord, epochs: number) => void;
  /** Ends the training between two spans. */
  readonly signal?: AbortSignal;
}

/** Steps that run in one call: long enough to be fast, short enough to be interrupted. */
const spanSteps = 4096;

/**
 * Trains the model of a prepared pipeline, span by span; without a `train` stage the parameters stay
 * as they start.
 * @throws {PenstockError} If the loss diverges (E0601) or `signal` aborts (E0603).
 */
export async function train(prepared: Prepared, options: TrainOptions): Promise<Trained> {
  const { pipeline, program } = prepared;
  const state = initialState(program.plan, pipeline.seed);
  if (!pipeline.train) return { state, history: [], epochs: 0, steps: 0 };
  const { epochs, batch, shuffle } = pipeline.train.arguments;
  const { rows } = partOf(prepared, "train")!;
  const plan = planBatches({ rows, batch, shuffle, seed: pipeline.seed });
  const session = await options.engine.load(lowerTraining(program, plan));
  const evaluator = await createEvaluator(program, options.engine);
  try {
    return await trainEpochs({ prepared, plan, session, evaluator, epochs }, state, options);
  } finally {
    await session.release();
    await evaluator.release();
  }
}

interface Training {
  readonly prepared: Prepared;
  readonly plan: BatchPlan;
  readonly session: Session;
  readonly evaluator: Evaluator;
  readonly epochs: number;
}

async function trainEpochs(
  training: Training,
  initial: Float32Array,
  { onEpoch, signal }: TrainOptions,
): Promise<Trained> {
  const { prepared, plan, evaluator, epochs } = training;
  const valid = partOf(prepared, "valid");
  const history: EpochRecord[] = [];
  let carried = initialCarried(prepared, initial);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const done = await trainEpoch(training, carried, { epoch, signal });
    carried = done.carried;
    const scores = valid ? await evaluator.evaluate(floatsOf(carried.state), valid) : {};
    const record = { epoch, train: done.scores, valid: scores };
    history.push(record);
    onEpoch?.(record, epochs);
  }
  return { state: floatsOf(carried.state), history, epochs, steps: epochs * plan.steps };
}

/** The parameters and, at zero, the optimizer's slots. */
function initialCarried({ pipeline: { optimizer } }: Prepared, state: Float32Array): Tensors {
  const slots = optimizer?.definition.slots(optimizer.arguments) ?? [];
  const zeros = () => floats([state.length], new Float32Array(state.length));
  return {
    state: floats([state.length], state),
    ...Object.fromEntries(slots.map((name) => [name, zeros()])),
  };
}

async function trainEpoch(
  training: Training,
  start: Tensors,
  { epoch, signal }: { epoch: number; signal?: AbortSignal },
) {
  const { plan, session, prepared } = training;
  const batches = batchesOf(plan, epoch);
  const losses = new Float32Array(plan.steps);
  let carried = start;
  let right: number | undefined;
  for (let step = 0; step < plan.steps; step += spanSteps) {
    const end = Math.min(plan.steps, step + spanSteps);
    const results = await session.run(spanFeeds(training, { carried, batches, step, end }));
    carried = nextCarried(carried, results);
    losses.set(floatsOf(results.loss), step);
    checkFinite(losses.subarray(step, end), {
      before: (epoch - 1) * plan.steps + step,
      epoch,
      prepared,
    });
    if (results.correct) right = (right ?? 0) + sum(floatsOf(results.correct));
    // Lets a signal through: the native call does not yield.
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted) throw new PenstockError([interrupted(epoch)]);
  }
  const loss = losses.reduce((total, each, at) => total + each * rowsInStep(plan, at), 0) /
    plan.rows;
  const scores: Scores = right === undefined ? { loss } : { loss, accuracy: right / plan.rows };
  return { carried, scores };
}

interface SpanOfSteps {
  readonly carried: Tensors;
  readonly batches: EpochBatches;
  /** The first step and the one after the last, from 0 in the epoch. */
  readonly step: number;
  readonly end: number;
}

function spanFeeds(
  { prepared, plan }: Training,
  { carried, batches, step, end }: SpanOfSteps,
): Tensors {
  const { features, targets } = partOf(prepared, "train")!;
  const optimizer = prepared.pipeline.optimizer;
  if (!targets || !optimizer) throw new InternalError("Training without targets or optimizer");
  const [first, last] = [step * plan.batch, end * plan.batch];
  const count = end - step;
  return {
    ...carried,
    features,
    targets,
    rows: ints([count, plan.batch], batches.rows.subarray(first, last)),
    learning_rate: floats([count], new Float32Array(count).fill(optimizer.arguments.lr)),
    ...(batches.weights &&
      { row_weight: floats([count, plan.batch, 1], batches.weights.subarray(first, last)) }),
  };
}

function nextCarried(carried: Tensors, results: Tensors): Tensors {
  return Object.fromEntries(Object.keys(carried).map((name) => [name, results[`next_${name}`]!]));
}

function checkFinite(
  losses: Float32Array,
  { before, epoch, prepared }: { before: number; epoch: number; prepared: Prepared },
): void {
  const at = losses.findIndex((loss) => !Number.isFinite(loss));
  if (at < 0) return;
  const span = prepared.pipeline.optimizer?.argumentSpans.lr;
  throw new PenstockError([diverged({ step: before + at + 1, epoch, span })]);
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The part of a name, if the split left rows for it. */
export function partOf(prepared: Prepared, name: PreparedPart["name"]): PreparedPart | undefined {
  return prepared.parts.find((part) => part.name === name);
}
