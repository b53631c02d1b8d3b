import type { ProgramTraining } from "../../compiler/compile.ts";
import type { Rates } from "../../compiler/schedules/schedule.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { BatchPlan, EpochBatches } from "./batches.ts";
import {
  type Engine,
  floats,
  floatsOf,
  ints,
  type Session,
  type Tensors,
} from "../engine/engine.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";

/** What all spans of a training share. */
export interface TrainingTools {
  readonly training: ProgramTraining;
  readonly prepared: Prepared;
  readonly plan: BatchPlan;
  readonly engine: Engine;
  /** The training model. */
  readonly session: Session;
  readonly rates: Rates;
}

/** Some steps of an epoch that run in one call. */
export interface SpanOfSteps {
  /** State and slots before them. */
  readonly carried: Tensors;
  readonly batches: EpochBatches;
  /** From 1. */
  readonly epoch: number;
  /** The first step and the one after the last, from 0 in the epoch. */
  readonly first: number;
  readonly end: number;
}

/** What a span leaves. */
export interface TrainedSpan {
  readonly carried: Tensors;
  /** The loss of each step, before it. */
  readonly losses: Float32Array;
  /** The rows that each step answered right, before it; for classes alone. */
  readonly correct?: Float32Array;
}

/** Runs the steps of a span. A function of its arguments: the same span gives the same bits. */
export async function runSpan(tools: TrainingTools, span: SpanOfSteps): Promise<TrainedSpan> {
  const results = await tools.session.run(spanFeeds(tools, span));
  const names = Object.keys(span.carried);
  return {
    carried: Object.fromEntries(names.map((name) => [name, results[`next_${name}`]!])),
    losses: floatsOf(results.loss),
    ...results.correct && { correct: floatsOf(results.correct) },
  };
}

/** Whether losses, parameters and slots are all finite numbers. */
export function isSpanFinite({ losses, carried }: TrainedSpan): boolean {
  return [losses, ...Object.values(carried).map(floatsOf)].every(isFiniteThroughout);
}

/** Whether every element is a finite number. */
export function isFiniteThroughout(values: Float32Array): boolean {
  // Called after every span: a plain loop.
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return false;
  return true;
}

/** What the training model reads in a span, by name. */
export function spanFeeds(tools: TrainingTools, span: SpanOfSteps): Tensors {
  const { prepared, plan } = tools;
  const { carried, batches, epoch, first, end } = span;
  const { features, targets } = partOf(prepared, "train")!;
  if (!targets) throw new InternalError("Training without targets");
  const count = end - first;
  const [from, to] = [first * plan.batch, end * plan.batch];
  const before = (epoch - 1) * plan.steps + first;
  return {
    ...carried,
    features,
    targets,
    rows: ints([count, plan.batch], batches.rows.subarray(from, to)),
    step: ints([count], Int32Array.from({ length: count }, (_, at) => before + at + 1)),
    ...scalarFeeds(tools, before, count),
    ...batches.weights &&
      { row_weight: floats([count, plan.batch, 1], batches.weights.subarray(from, to)) },
  };
}

/** The optimizer's numbers for each step of a span. @param before The steps before it. */
function scalarFeeds({ training, rates }: TrainingTools, before: number, count: number): Tensors {
  const { optimizer: { definition, arguments: args } } = training;
  const scalars = Array.from({ length: count }, (_, at) => {
    const learningRate = rates.rate(before + at);
    return definition.scalars({ step: before + at + 1, learningRate }, args);
  });
  return Object.fromEntries(
    Object.keys(scalars[0]!).map((name) => [
      name,
      floats([count], Float32Array.from(scalars, (each) => each[name]!)),
    ]),
  );
}
