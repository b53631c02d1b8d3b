import { randomFor } from "../../compiler/initializers/random.ts";
import { elementAt, type NumericTensor, tensor } from "../../compiler/ir/tensor.ts";
import type { OpCall, Value } from "../../compiler/ir/value.ts";
import { arithmeticOf } from "../../compiler/step/cost.ts";
import { evaluateFrom } from "../../compiler/transform/evaluate.ts";
import { type Difference, differenceOf, distance } from "./difference.ts";
import type { KnownNumbers } from "./reference.ts";

/** A step as two devices, or one and float64, compute it: what is fed, and every value that is compared. */
export type Pair = readonly [KnownNumbers, KnownNumbers];

/** What comparing a step on two devices shows. */
export interface ComparedTensors {
  /** How many were compared. */
  readonly count: number;
  /** The farthest that two are apart which agree. */
  readonly largest: number;
  /** How many are farther apart, by no more than their inputs and rounding explain. */
  readonly explained: number;
  /** The first that nothing explains. */
  readonly first?: FirstDifference;
}

/** The first tensor that one of two devices computes otherwise. */
export interface FirstDifference {
  readonly value: OpCall;
  readonly difference: Difference;
  /** What both computed where they are farthest apart. */
  readonly found: readonly [number, number];
  /** What is right there, computed from the inputs that each of them had; nothing where that takes too long. */
  readonly right?: readonly [number, number];
}

/** Multiplications and additions of float64 that take JavaScript about ten seconds. */
export const mostArithmetic = 2e8;

/**
 * Compares a step on two devices, value by value in the order of computation.
 *
 * That two tensors are apart says nothing yet: what reads a difference carries it on, and a sum of numbers that nearly
 * cancel is as good as its rounding. So a tensor is only told where the difference is more than what its op, in
 * float64, makes of the inputs that each device had and of inputs that are moved by the band.
 */
export function compareTensors(
  values: readonly OpCall[],
  pair: Pair,
  band: number,
): ComparedTensors {
  let [largest, explained] = [0, 0];
  for (const value of values) {
    const [a, b] = [dataOf(value, pair[0]), dataOf(value, pair[1])];
    const difference = differenceOf(a, b);
    if (difference.relative <= band) {
      largest = Math.max(largest, difference.relative);
      continue;
    }
    const right = rightNumbers(value, pair);
    const reason = right && band > 0 && explanationOf(value, { numbers: pair[0], right, band });
    const rest = reason ? differenceOf(a, b, reason) : difference;
    if (rest.relative > band) {
      const first = firstDifference(value, { found: [a, b], right, difference: rest });
      return { count: values.length, largest, explained, first };
    }
    explained++;
  }
  return { count: values.length, largest, explained };
}

function dataOf(value: Value, numbers: KnownNumbers): Float64Array {
  return numbers.get(value)?.data ?? new Float64Array();
}

/** A tensor on each of two devices. */
type Both = readonly [Float64Array, Float64Array];

/** What an op makes in float64 of what each device gave it; nothing where that takes too long. */
function rightNumbers(value: OpCall, [a, b]: Pair): Both | undefined {
  if (arithmeticOf(value) > mostArithmetic) return undefined;
  return [evaluateFrom(value, a).data, evaluateFrom(value, b).data];
}

interface Moving {
  readonly numbers: KnownNumbers;
  readonly right: Both;
  readonly band: number;
}

/** How far each number may be apart by what the devices were given, and by rounding. */
function explanationOf(value: OpCall, { numbers, right: [a, b], band }: Moving): Float64Array {
  const rounding = movedBy.map((key) => evaluateFrom(value, moved(value, numbers, { band, key })));
  return a.map((each, at) => {
    const rounded = rounding.map(({ data }) => distance(each, elementAt(data, at)));
    return distance(each, elementAt(b, at)) + Math.max(...rounded);
  });
}

interface Found {
  readonly found: Both;
  readonly right: Both | undefined;
  readonly difference: Difference;
}

function firstDifference(value: OpCall, { found, right, difference }: Found): FirstDifference {
  const numbersAt = ([a, b]: Both) =>
    [elementAt(a, difference.at), elementAt(b, difference.at)] as const;
  return {
    ...{ value, difference, found: numbersAt(found) },
    ...right && { right: numbersAt(right) },
  };
}

/** One way to move all inputs leaves some number where it was by chance; five ways do not. */
const movedBy = [1, 2, 3, 4, 5];

/** The same numbers, with those that a value is computed from moved by as much as a band, each as chance has it. */
function moved(
  { inputs }: OpCall,
  numbers: KnownNumbers,
  { band, key }: { readonly band: number; readonly key: number },
): KnownNumbers {
  const random = randomFor(0, "moved", key);
  const away = new Map<Value, NumericTensor>(numbers);
  for (const input of new Set<Value>(inputs)) {
    const { dtype, shape, data } = numbers.get(input) ?? {};
    if (dtype !== "float32" || !shape || !data) continue;
    away.set(input, tensor(shape, data.map((each) => each * (1 + band * (2 * random() - 1)))));
  }
  return away;
}
