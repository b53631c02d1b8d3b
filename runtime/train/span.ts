import type { ProgramTraining } from "../../compiler/compile.ts";
import type { Courses } from "../../compiler/schedules/courses.ts";
import { numbersOfSteps } from "../../compiler/step/step_numbers.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { DeviceTensors, Engine, SpanRunner } from "../engine/engine.ts";
import { floats, floatsOf, type HostTensor, ints, type Tensors } from "../engine/tensor.ts";
import { mapTensors } from "../engine/tensor_rows.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import type { BatchPlan } from "../../compiler/step/batch_plan.ts";
import type { EpochBatches } from "./batches.ts";

/** What all spans of a training share. */
export interface TrainingTools {
  readonly prepared: Prepared;
  readonly training: ProgramTraining;
  readonly plan: BatchPlan;
  readonly engine: Engine;
  readonly runner: SpanRunner;
  /** The training rows, by the names of the step's inputs. */
  readonly data: Tensors;
  /** What schedules make of each step. */
  readonly courses: Courses;
}

/** Some steps of an epoch that run in one call. */
export interface SpanOfSteps {
  /** State and slots before them. */
  readonly carried: DeviceTensors;
  readonly batches: EpochBatches;
  /** From 1. */
  readonly epoch: number;
  /** The first step and the one after the last, from 0 in the epoch. */
  readonly first: number;
  readonly end: number;
}

/** What a span leaves. Owns the state: dispose of it. */
export interface TrainedSpan {
  /** State and slots after it. */
  readonly carried: DeviceTensors;
  /** Whether states and losses are finite numbers. */
  readonly isFinite: boolean;
  /** The loss of each step, before it. */
  readonly losses: Float32Array;
  /** The rows that each step answered right, before it; for classes alone. */
  readonly correct?: Float32Array;
}

/** Runs the steps of a span. A function of its arguments: the same span gives the same bits. */
export async function runSpan(tools: TrainingTools, span: SpanOfSteps): Promise<TrainedSpan> {
  const { runner } = tools;
  const { state, isFinite, reported } = await runner.run(span.carried, scannedFeeds(tools, span));
  return {
    carried: state,
    isFinite,
    losses: floatsOf(reported.loss),
    ...reported.correct && { correct: floatsOf(reported.correct) },
  };
}

/** The rows that are trained on, by the names of the step's inputs. */
export function trainingData(
  prepared: Prepared,
): Readonly<Record<"features" | "targets", HostTensor>> {
  const { features, targets } = partOf(prepared, "train") ?? {};
  if (!features || !targets) throw new InternalError("Training without rows or without targets");
  return { features, targets };
}

/** What the steps of a span read, a row for each, by the names of the step's inputs. */
export function scannedFeeds(tools: TrainingTools, span: Omit<SpanOfSteps, "carried">): Tensors {
  const { plan } = tools;
  const { batches, epoch, first, end } = span;
  const count = end - first;
  const [from, to] = [first * plan.batch, end * plan.batch];
  const before = (epoch - 1) * plan.steps + first;
  return {
    rows: ints([count, plan.batch], batches.rows.subarray(from, to)),
    step: ints([count], Int32Array.from({ length: count }, (_, at) => before + at + 1)),
    ...numberFeeds(tools, before, count),
    ...batches.weights &&
      { row_weight: floats([count, plan.batch, 1], batches.weights.subarray(from, to)) },
  };
}

/** The same for a span of one step, without the axis of steps. */
export function scannedInStep(tools: TrainingTools, span: Omit<SpanOfSteps, "carried">): Tensors {
  // Dropping an axis changes no type.
  return mapTensors(
    scannedFeeds(tools, span),
    (each) => ({ ...each, shape: each.shape.slice(1) }) as HostTensor,
  );
}

/** The numbers of each step of a span. @param before The steps before it. */
function numberFeeds({ training, courses }: TrainingTools, before: number, count: number): Tensors {
  const numbersOf = numbersOfSteps(training, courses);
  const columns = new Map<string, Float32Array>();
  for (let at = 0; at < count; at++) {
    for (const [name, value] of Object.entries(numbersOf(before + at + 1))) {
      const column = columns.get(name) ?? new Float32Array(count);
      column[at] = value;
      columns.set(name, column);
    }
  }
  return Object.fromEntries([...columns].map(([name, data]) => [name, floats([count], data)]));
}
