import assert from "node:assert/strict";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { tanhLayer } from "../../../compiler/layers/tanh.ts";
import { mse } from "../../../compiler/losses/mse.ts";
import type { Optimizer } from "../../../compiler/optimizers/optimizer.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { startCourses } from "../../../compiler/schedules/courses.ts";
import {
  numbersOfSteps,
  type ScheduledOptimizer,
  slotsOf,
} from "../../../compiler/step/step_numbers.ts";
import { type Carried, spanGraph } from "../../../compiler/step/span.ts";
import torch from "../../fixtures/torch_optimizers.json" with { type: "json" };
import { numbersOf } from "../helpers.ts";
import {
  batches,
  callOf,
  dense,
  type Feeds,
  stagesOf,
  trainByReference,
  trainByScan,
} from "../models.ts";

/** A training of the small network, and what it should give. */
export interface TrainingCase {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly train: Readonly<Record<string, number | undefined>>;
  readonly losses: readonly number[];
  readonly state: readonly number[];
}

export interface Trajectory {
  readonly losses: ArrayLike<number>;
  readonly state: ArrayLike<number>;
}

const steps = Array.from({ length: 20 }, (_, index) => [[0, 1], [2, 3], [4]][index % 3]);

/**
 * 20 steps of the training graph: by the reference evaluation and by ONNX Runtime.
 * @param carried The cheapest unless given.
 */
export async function followsCase(
  optimizer: Optimizer,
  { arguments: given, train }: Pick<TrainingCase, "arguments" | "train">,
  carried?: Carried,
): Promise<{ readonly reference: Trajectory; readonly actual: Trajectory }> {
  const { weight, bias } = torch;
  const layers = [
    dense(4, { weight: weight[0], bias: bias[0] }),
    callOf(tanhLayer),
    dense(2, { weight: weight[1], bias: bias[1] }),
  ];
  const call = callOf(optimizer, given);
  const stages = {
    ...stagesOf({ features: 3, layers, loss: mse }),
    optimizer: call,
    train: { l1: 0, l2: 0, ...train },
  };
  const step = spanGraph(stages, { batch: 2, isRagged: true, ...carried && { carried } });
  const { trainedSize, size } = stages.plan;
  const slots = Object.entries(slotsOf(stages)).map(([name, start]) => [
    name,
    tensor([trainedSize], new Array(trainedSize).fill(start)),
  ]);
  const feeds: Feeds = {
    ...batches(steps, 2),
    ...Object.fromEntries(slots),
    ...numbersOfAll(stages),
    features: tensor([5, 3], torch.features),
    targets: tensor([5, 2], torch.targets),
    state: tensor([size], initialState(stages.plan, 0)),
  };
  const reference = trainByReference(step, feeds);
  const actual = await trainByScan(step, feeds);
  return {
    reference: { losses: reference.loss, state: reference.next_state },
    actual: { losses: numbersOf(actual.loss), state: numbersOf(actual.next_state) },
  };
}

/** The numbers of each step, as the run time feeds them: 3 steps an epoch. */
function numbersOfAll(stepped: ScheduledOptimizer): Feeds {
  const numbersAt = numbersOfSteps(
    stepped,
    startCourses(stepped.scheduled, { epochs: 7, steps: 3 }),
  );
  const all = steps.map((_, at) => numbersAt(at + 1));
  return Object.fromEntries(
    Object.keys(all[0]).map((name) => [name, tensor([20], all.map((each) => each[name]))]),
  );
}

/** Asserts that each |actual - expected| is at most `relative` |expected| or `floor`. */
export function assertRelative(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative, floor, what }: { relative: number; floor: number; what: string },
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (let at = 0; at < expected.length; at++) {
    const [a, b] = [actual[at], expected[at]];
    // Written so that NaN fails.
    const isClose = Math.abs(a - b) <= Math.max(relative * Math.abs(b), floor);
    assert(isClose, `${what}, element ${at}: ${a} is not ${b}`);
  }
}
