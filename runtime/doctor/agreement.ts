import { type OriginPlace, placeOfOrigin } from "../../compiler/ir/origin.ts";
import { tensor } from "../../compiler/ir/tensor.ts";
import { isOpCall, type OpCall, topologicalOrder } from "../../compiler/ir/value.ts";
import { arithmeticOf } from "../../compiler/step/cost.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/engine_error.ts";
import { engineFailed } from "../engine/engine_diagnostics.ts";
import type { Tensors } from "../engine/tensor.ts";
import { numbersOfStep, rootsOf } from "../train/every_value.ts";
import type { OpenTraining } from "../train/open_training.ts";
import { copied } from "../train/restart.ts";
import { type Band, bandOf } from "./bands.ts";
import { differenceOf } from "./difference.ts";
import { compareTensors, type FirstDifference, mostArithmetic } from "./first_difference.ts";
import { feedsWithoutState, type FirstSteps, makeSteps, openSteps } from "./first_steps.ts";
import { fedNumbers, type KnownNumbers, referenceLosses, referenceStep } from "./reference.ts";

/** How the first steps of a training are computed by several devices. */
export interface Agreement {
  /** How many steps were made; the tensors are those of the last. */
  readonly steps: number;
  /** With what all others are compared: `cpu`. */
  readonly device: string;
  /** The loss of each step there, before it. */
  readonly losses: readonly number[];
  /** Whether float64 is not among the others, since JavaScript would take too long. */
  readonly isTooLarge: boolean;
  /** Each of the others. */
  readonly others: readonly ComparedDevice[];
}

/** A device, or float64, beside the first. */
export interface ComparedDevice {
  /** `cpu, 2 threads`, `float64`, `cuda:0`. */
  readonly device: string;
  /** How far it may be away. */
  readonly band: Band;
  /** The loss of each step, before it; of fewer in float64 where they are large, and of none where it gave up. */
  readonly losses: readonly number[];
  /** The largest difference of a loss, relative to the largest loss. */
  readonly drift: number;
  /** How many tensors of the last step were compared. */
  readonly tensors: number;
  /** The largest difference of those that agree, relative to the largest number of the tensor. */
  readonly largest: number;
  /** How many are farther apart, by no more than their inputs and rounding explain. */
  readonly explained: number;
  /** The first tensor that is computed otherwise. */
  readonly first?: DifferentTensor;
  /** Why it gave up. */
  readonly problem?: string;
  /** Whether losses and tensors are within the band. */
  readonly agrees: boolean;
}

/** A tensor that two devices compute otherwise. */
export interface DifferentTensor {
  /** The op that computes it, such as `matmul`. */
  readonly op: string;
  /** Its sizes, outermost first. */
  readonly shape: readonly (number | string)[];
  /** The layer that it is computed for, if it is for one. */
  readonly layer?: string;
  /** The line that it is computed for. */
  readonly place?: OriginPlace;
  /** Whether it is a part of the gradient of what that line computes. */
  readonly isGradient: boolean;
  /** Relative to the largest number of the tensor. */
  readonly difference: number;
  /** Where they are farthest apart, row-major, from 0. */
  readonly element: number;
  /** The number there on the first device, and on the other. */
  readonly found: readonly [number, number];
  /** What it is in float64, from what each of them was given; nothing where that takes too long. */
  readonly right?: readonly [number, number];
}

/** A device that is compared. */
export interface Candidate {
  readonly engine: Engine;
  /** What its precision allows unless given. */
  readonly band?: Band;
}

/** Lets several devices make the same steps as the first. @throws {EngineError} If the first gives up. */
export async function agreementOf(
  steps: FirstSteps,
  first: Engine,
  others: readonly Candidate[],
): Promise<Agreement> {
  const { losses, ...made } = await makeFirst(steps, first);
  const fixed = { steps, losses, ...made };
  const affordable = Math.floor(mostArithmetic / arithmeticOfAll(steps));
  const inFloat64 = affordable < 1 ? [] : [compareReference(fixed, affordable)];
  const devices: ComparedDevice[] = [];
  for (const each of others) devices.push(await compareEngine(fixed, each));
  return {
    ...{
      steps: steps.count,
      device: first.device,
      losses: [...losses],
      isTooLarge: affordable < 1,
    },
    others: [...inFloat64, ...devices],
  };
}

/** The steps as the first device made them. */
interface MadeSteps {
  readonly losses: Float32Array;
  /** What each is fed beside state and slots. */
  readonly feeds: readonly Tensors[];
  /** State and slots before the first step. */
  readonly start: Tensors;
  /** What the last is fed, state and slots among it. */
  readonly last: Tensors;
  /** Every value of the last. */
  readonly numbers: KnownNumbers;
}

interface Comparison extends MadeSteps {
  readonly steps: FirstSteps;
}

async function makeFirst(steps: FirstSteps, engine: Engine): Promise<MadeSteps> {
  const { count } = steps;
  await using open = await openSteps(steps, engine);
  const feeds = Array.from({ length: count }, (_, step) => feedsWithoutState(open, step));
  const start = copied(await open.carried.current.read());
  const { losses, before } = await makeAll(open, count);
  const last = { ...feeds[count - 1], ...before };
  return { losses, feeds, start, last, numbers: await numbersOn(engine, steps, last) };
}

/** The losses of all steps, and state and slots before the last. */
async function makeAll(
  open: OpenTraining,
  count: number,
): Promise<{ readonly losses: Float32Array; readonly before: Tensors }> {
  // On every device cut in the same place: the last bit of a loss depends on the steps of its span.
  const losses = await makeSteps(open, { first: 0, end: count - 1 });
  const before = copied(await open.carried.current.read());
  const last = await makeSteps(open, { first: count - 1, end: count });
  return { losses: Float32Array.of(...losses, ...last), before };
}

/** Every value of a step on a device, and what it was fed. */
async function numbersOn(
  engine: Engine,
  { values }: FirstSteps,
  feeds: Tensors,
): Promise<KnownNumbers> {
  const computed = await numbersOfStep(engine, values, feeds);
  return new Map([
    ...fedNumbers(values, feeds),
    ...computed.map(({ value, numbers, shape }) => [value, tensor(shape, numbers)] as const),
  ]);
}

async function compareEngine(
  comparison: Comparison,
  { engine, band = bandOf(engine) }: Candidate,
): Promise<ComparedDevice> {
  const { steps, last } = comparison;
  try {
    await using open = await openSteps(steps, engine);
    const { losses } = await makeAll(open, steps.count);
    const numbers = await numbersOn(engine, steps, last);
    return compared(comparison, { device: engine.device, band, losses, numbers });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const nothing = { losses: [], drift: Infinity, tensors: 0, largest: 0, explained: 0 };
    const problem = engineFailed(error).message;
    return { device: engine.device, band, ...nothing, problem, agrees: false };
  }
}

/** @param most Steps that may be made. */
function compareReference(comparison: Comparison, most: number): ComparedDevice {
  const { steps: { values }, last, start } = comparison;
  const feeds = comparison.feeds.slice(0, most);
  return compared(comparison, {
    ...{ device: "float64", band: bandOf({}) },
    losses: referenceLosses(values, { feeds, carried: start }),
    numbers: referenceStep(values, fedNumbers(values, last)),
  });
}

interface OtherSteps {
  readonly device: string;
  readonly band: Band;
  readonly losses: ArrayLike<number>;
  readonly numbers: KnownNumbers;
}

function compared(
  { steps: { values }, losses: expected, numbers: known }: Comparison,
  { device, band, losses, numbers }: OtherSteps,
): ComparedDevice {
  const calls = topologicalOrder(rootsOf(values)).filter(isOpCall)
    .filter((value) => known.has(value));
  const { count, first, ...rest } = compareTensors(calls, [known, numbers], band.tensors);
  const drift = differenceOf(losses, expected).relative;
  return {
    ...{ device, band, losses: Array.from(losses), drift, tensors: count, ...rest },
    ...first && { first: told(first) },
    agrees: !first && drift <= band.losses,
  };
}

/** What people are told of a tensor. */
function told({ value, difference, found, right }: FirstDifference): DifferentTensor {
  const { kind, type: { shape }, origin } = value;
  return {
    ...{ op: kind, shape },
    ...origin?.layer !== undefined && { layer: origin.layer },
    ...origin && { place: placeOfOrigin(origin) },
    isGradient: origin?.isGradient === true,
    ...{ difference: difference.relative, element: difference.at, found },
    ...right && { right },
  };
}

function arithmeticOfAll({ values }: FirstSteps): number {
  const calls: readonly OpCall[] = topologicalOrder(rootsOf(values)).filter(isOpCall);
  return calls.reduce((sum, each) => sum + arithmeticOf(each), 0);
}
