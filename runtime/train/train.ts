import type { ProgramTraining } from "../../compiler/compile.ts";
import type { Restart, Scores } from "../../report/input/metrics.ts";
import { floatsOf } from "../engine/tensor.ts";
import type { Interruption } from "../files/access.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { type TrainedEpoch, trainEpoch } from "./epoch.ts";
import type { EpochRecord, EpochSteps } from "./history.ts";
import { createWatch, type Verdict } from "./monitor.ts";
import { type OpenTraining, openTraining, type TrainingOptions } from "./open_training.ts";
import {
  type BegunEpoch,
  type KeptState,
  type TrainingProgress,
  unbegun,
  type WayBack,
} from "./progress.ts";
import { copied, goneBack, slowed } from "./restart.ts";
import { diverged, interrupted } from "./train_diagnostics.ts";

/** What a training leaves. */
export interface Trained {
  /** All tensors of the model, packed. */
  readonly state: Float32Array;
  /** A record for each epoch. */
  readonly history: readonly EpochRecord[];
  /** Where it broke down and went back, if it did. */
  readonly restarts: readonly Restart[];
  /** How many epochs were run; fewer than asked for where training stopped early. */
  readonly epochs: number;
  /** How many steps were made. */
  readonly steps: number;
  /** The epoch whose parameters were kept. */
  readonly keptEpoch: number;
}

/** A training between two spans of steps. */
export interface Resting {
  /** How many steps were made. */
  readonly steps: number;
  /** The epoch that has begun, from 1. */
  readonly epoch: number;
  /** How many epochs have ended, where none has begun since; the best of them by the monitor. */
  readonly ended?: { readonly epochs: number; readonly best?: number };
  /** All there is to know to go on from there. */
  progress(): Promise<TrainingProgress>;
}

/** Keeps the progress of a training, so that a later one can go on from there. */
export interface ProgressKeeper {
  /** Called wherever a training may be cut. */
  rest(resting: Resting): Promise<void>;
  /** Called where it ends too early. @returns How to go on, for people. */
  interrupt(resting: Resting): Promise<string>;
  /** Called where it breaks down: nobody can go on with it. */
  abandon(): Promise<void>;
}

/** What a training works with. */
export interface TrainOptions extends TrainingOptions {
  /** Where to go on, instead of at the start. */
  readonly from?: TrainingProgress;
  /** Keeps what a later training goes on from; nothing is kept unless given. */
  readonly keeper?: ProgressKeeper;
  /** Ends the training between two spans. */
  readonly signal?: Interruption;
  /** Called after every epoch; one that comes again takes the place of what followed the first time. */
  readonly onEpoch?: (record: EpochRecord, epochs: number) => void;
  /** Called with all steps of an epoch, before `onEpoch`. */
  readonly onSteps?: (steps: EpochSteps) => Promise<void> | void;
  /** Called where the training breaks down and goes on from an earlier epoch. */
  readonly onRestart?: (restart: Restart) => void;
}

/**
 * Trains the model of a prepared pipeline; without a `train` stage the parameters stay as they start.
 * Fails where a number stops being finite (E0601) or `signal` aborts (E0603).
 * @throws {EngineError} If the engine gives up.
 */
export async function train(prepared: Prepared, options: TrainOptions): Promise<Trained> {
  const { program, initial } = prepared;
  if (!program.training) return untrained(initial);
  let from = options.from;
  for (;;) {
    const done = await trainFrom(from, { ...options, prepared, training: program.training });
    if ("keptEpoch" in done) return done;
    from = done;
  }
}

function untrained(state: Float32Array): Trained {
  return { state, history: [], restarts: [], epochs: 0, steps: 0, keptEpoch: 0 };
}

interface WholeTraining extends TrainOptions {
  readonly prepared: Prepared;
  readonly training: ProgramTraining;
}

/** @returns What is trained, or where to go on after it broke down. */
async function trainFrom(
  from: TrainingProgress | undefined,
  { prepared, training, ...options }: WholeTraining,
): Promise<Trained | TrainingProgress> {
  const rate = from?.restarts.at(-1)?.rate ?? 1;
  await using open = await openTraining(prepared, slowed(training, rate), {
    ...options,
    ...from && { carried: from.carried },
  });
  return await trainEpochs(open, from ?? await startOf(open), options);
}

/** Before the first step. */
async function startOf({ carried }: OpenTraining): Promise<TrainingProgress> {
  const kept = { state: new Float32Array(), epoch: 0 };
  const begun = unbegun(1);
  return { carried: await carried.current.read(), kept, history: [], begun, restarts: [] };
}

async function trainEpochs(
  training: OpenTraining,
  from: TrainingProgress,
  { onEpoch, onSteps, onRestart, report, ...options }: TrainOptions,
): Promise<Trained | TrainingProgress> {
  const { plan, carried, training: { train: asked } } = training;
  const course = courseOf(training, from);
  const rest = (begun: BegunEpoch) => cutAt(training, course, begun, { report, ...options });
  let { begun } = from;
  while (course.history.length < asked.epochs && !course.isOver) {
    if (begun.losses.length === 0) await rememberStart(training, course);
    const done = await trainEpoch(training, { carried, begun, rest });
    if ("cause" in done) {
      const back = goneBack(done, asked.on_divergence, course);
      if (!back) {
        await options.keeper?.abandon();
        return report.fail(diverged(done));
      }
      back.restarts.slice(-1).forEach((restart) => onRestart?.(restart));
      return back;
    }
    if (onSteps) await onSteps(stepsOf(training, begun.epoch, done.losses));
    // Not among the arguments: those of a call that is left out are left out too.
    const record = await endEpoch(training, course, { epoch: begun.epoch, done });
    onEpoch?.(record, asked.epochs);
    begun = unbegun(begun.epoch + 1);
    await rest(begun);
  }
  const { history, kept, restarts } = course;
  const epochs = history.length;
  return {
    ...{ state: kept.state, keptEpoch: kept.epoch, history, restarts },
    ...{ epochs, steps: epochs * plan.steps },
  };
}

/** What changes from epoch to epoch. */
interface Course {
  readonly history: EpochRecord[];
  readonly restarts: readonly Restart[];
  /** Tells the schedules and the watch of an epoch. */
  readonly observe: (record: EpochRecord) => Verdict;
  kept: KeptState;
  back: WayBack | undefined;
  /** The lowest training loss. */
  lowest: number;
  best: number | undefined;
  isOver: boolean;
}

/** Schedules and early stopping hear of each epoch that has ended, as they did then. */
function courseOf({ courses, training }: OpenTraining, from: TrainingProgress): Course {
  const watch = createWatch(training.train);
  const observe = (record: EpochRecord) => {
    courses.observe?.(record.valid.loss ?? record.train.loss ?? NaN);
    return watch(record);
  };
  const { history, restarts, kept, back } = from;
  const lowest = history.reduce(
    (least, { train }) => Math.min(least, train.loss ?? Infinity),
    Infinity,
  );
  const { best, isLast: isOver = false }: Partial<Verdict> = history.map(observe).at(-1) ?? {};
  return { history: [...history], restarts, observe, kept, back, lowest, best, isOver };
}

/** Before an epoch, for a training that may go back there. */
async function rememberStart(
  { carried, training: { train } }: OpenTraining,
  course: Course,
): Promise<void> {
  if (train.on_divergence === "stop") return;
  const { kept, history } = course;
  const start = { carried: copied(await carried.current.read()), kept, epochs: history.length };
  course.back = { good: course.back?.good ?? start, start };
}

/** Judges the model as an epoch leaves it, and what follows from that. */
async function endEpoch(
  training: OpenTraining,
  course: Course,
  { epoch, done }: { readonly epoch: number; readonly done: TrainedEpoch },
): Promise<EpochRecord> {
  const carried = await training.carried.current.read();
  const state = floatsOf(carried.state);
  const scored = await recordOf(training, { epoch, done, state });
  const { isKept, isLast, best } = course.observe(scored);
  const record = { ...scored, ...best !== undefined && { best } };
  course.history.push(record);
  if (isKept) course.kept = { state: state.slice(), epoch };
  if (done.scores.loss < course.lowest) {
    course.lowest = done.scores.loss;
    if (course.back) course.back = { ...course.back, good: course.back.start };
  }
  course.best = best;
  course.isOver = isLast;
  return record;
}

/** Between two spans the progress can be kept, and the training be ended. */
async function cutAt(
  { carried, plan }: OpenTraining,
  { history, kept, restarts, back, best }: Course,
  begun: BegunEpoch,
  { keeper, signal, report }: Pick<TrainOptions, "keeper" | "signal" | "report">,
): Promise<void> {
  const made = begun.losses.length;
  const resting: Resting = {
    steps: (begun.epoch - 1) * plan.steps + made,
    epoch: begun.epoch,
    ...made === 0 && { ended: { epochs: history.length, best } },
    progress: async () => ({
      ...{ carried: await carried.current.read(), kept, history, begun, restarts },
      ...back && { back },
    }),
  };
  if (!signal?.aborted) return await keeper?.rest(resting);
  report.fail(interrupted(begun.epoch, await keeper?.interrupt(resting)));
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
