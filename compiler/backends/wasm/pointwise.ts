import type { AttributesOf, OpKind } from "../../ir/op_set.ts";
import type { Code } from "./code.ts";
import {
  abs,
  add,
  div,
  eq,
  type Expression,
  f32,
  floor,
  gt,
  type MaskOf,
  max,
  min,
  mul,
  neg,
  sqrt,
  sub,
  v128OfF32,
} from "./expression.ts";
import { erf, exp, log, sigmoid, softplus, tanh } from "./math.ts";

/** One float32, or four at once. */
export type FloatLanes = "f32" | "v128";

/** What an op does to each element. */
export interface Pointwise<K extends OpKind> {
  /** @param x The elements of its inputs, all float32. */
  <T extends FloatLanes>(
    x: readonly Expression<T>[],
    context: { readonly code: Code; readonly attributes: AttributesOf<K> },
  ): Expression<T>;
}

/** A number as many times as there are lanes. */
export function constantLike<T extends FloatLanes>(x: Expression<T>, value: number): Expression<T> {
  // A vector has four of them.
  return (x.type === "v128" ? v128OfF32(value) : f32(value)) as Expression<
    FloatLanes
  > as Expression<T>;
}

/** Ops that make numbers of numbers, element by element. */
export const pointwise = {
  abs: ([x]) => abs(x),
  add: ([a, b]) => add(a, b),
  div: ([a, b]) => div(a, b),
  elu: ([x], { code, attributes: { alpha } }) => {
    const kept = code.bind(x);
    const zero = constantLike(x, 0);
    const curved = sub(exp(code, min(kept, zero)), constantLike(x, 1));
    return add(max(kept, zero), mul(constantLike(x, alpha), curved));
  },
  erf: ([x], { code }) => erf(code, x),
  exp: ([x], { code }) => exp(code, x),
  expand: ([x]) => x,
  floor: ([x]) => floor(x),
  leaky_relu: ([x], { code, attributes: { slope } }) => {
    const kept = code.bind(x);
    const zero = constantLike(x, 0);
    return add(max(kept, zero), mul(constantLike(x, slope), min(kept, zero)));
  },
  log: ([x], { code }) => log(code, x),
  maximum: ([a, b]) => max(a, b),
  minimum: ([a, b]) => min(a, b),
  mul: ([a, b]) => mul(a, b),
  neg: ([x]) => neg(x),
  relu: ([x]) => max(x, constantLike(x, 0)),
  sigmoid: ([x], { code }) => sigmoid(code, x),
  softplus: ([x], { code }) => softplus(code, x),
  sqrt: ([x]) => sqrt(x),
  sub: ([a, b]) => sub(a, b),
  tanh: ([x], { code }) => tanh(code, x),
} satisfies { readonly [K in OpKind]?: Pointwise<K> };

/** Ops that make a mask of numbers, element by element. */
export const comparisons = {
  equal: <T extends FloatLanes>(a: Expression<T>, b: Expression<T>): Expression<MaskOf<T>> =>
    eq(a, b),
  greater: <T extends FloatLanes>(a: Expression<T>, b: Expression<T>): Expression<MaskOf<T>> =>
    gt(a, b),
};
