import { constant, scalar } from "../ir/constant.ts";
import { axisIndex, countOf, sizeOf, tensor } from "../ir/tensor.ts";
import { isOpCall, type OpCall, type Outputs, type Value } from "../ir/value.ts";
import { logSoftmax } from "../ops/log_softmax.ts";
import { matmul } from "../ops/matmul.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";
import { reshape } from "../ops/reshape.ts";
import { rewrite } from "../transform/rewrite.ts";
import { resultsOf, withResults } from "./hoist.ts";
import type { StepGraph } from "./step_graph.ts";

/**
 * A graph whose sums are products with ones. ONNX Runtime 1.30 adds up `ReduceSum` in an order that depends on where
 * in memory the numbers lie, or on which of a graphics card's threads is first; a product has one order. Over many
 * steps, [S, ...], that is of each step alone: no last bit of a loss tells how a training was cut into spans.
 * Sums over axes that do not lie side by side stay as they are.
 */
export function steadySums(outputs: Outputs): Outputs {
  return rewrite(outputs, (value) => isOpCall(value) ? steady(value) : value);
}

/** A step in which all sums are products with ones. */
export function withSteadySums(step: StepGraph): StepGraph {
  return withResults(step, steadySums(resultsOf(step)));
}

function steady(call: OpCall): Value {
  if (call.kind === "softmax_cross_entropy") {
    const [scores, shares] = call.inputs;
    // All terms but one are 0, in whatever order.
    if (shares.kind === "one_hot") return call;
    return neg(sumOfLastTwo(mul(shares, logSoftmax(scores)), [-1]));
  }
  if (call.kind !== "reduce_sum" && call.kind !== "reduce_mean") return call;
  const { inputs: [x], attributes: { axes } } = call;
  const sum = sumByProducts(x, axes);
  if (!sum) return call;
  const result = reshape(sum, call.type.shape);
  if (call.kind === "reduce_sum") return result;
  return mul(result, scalar(1 / countOf(axes.map((axis) => sizeOf(x.type.shape.at(axis))))));
}

/** A sum over some axes, in a shape of as many elements; nothing where it is not done. */
function sumByProducts(x: Value, axes: readonly number[]): Value | undefined {
  const { shape } = x.type;
  if (axes.length === 0) return undefined;
  if (shape.every((dim) => typeof dim === "number")) return sumOfNeighbours(x, axes);
  const isKnown = axes.every((axis) => axis >= -2 && typeof shape.at(axis) === "number");
  return isKnown && shape.length > 2 ? sumOfLastTwo(x, axes) : undefined;
}

/** A sum over axes that lie side by side, between a elements before them and b behind. */
function sumOfNeighbours(x: Value, axes: readonly number[]): Value | undefined {
  const shape = x.type.shape.map(sizeOf);
  const places = axes.map((axis) => axisIndex(shape, axis)).sort((one, other) => one - other);
  const [first, end] = [places[0], places[places.length - 1] + 1];
  if (end - first !== places.length) return undefined;
  const [a, n, b] = [shape.slice(0, first), shape.slice(first, end), shape.slice(end)].map(countOf);
  if (n === 1) return x;
  if (a === 1) return matmul(ones([1, n]), reshape(x, [n, b]));
  return b === 1
    ? matmul(reshape(x, [a, n]), ones([n, 1]))
    : matmul(ones([1, n]), reshape(x, [a, n, b]));
}

/** A sum over the last axis, the one before it, or both: [...d, n, m] -> [...d, 1, 1]. */
function sumOfLastTwo(x: Value, axes: readonly number[]): Value {
  const [n, m] = [-2, -1].map((axis) => axes.includes(axis) ? sizeOf(x.type.shape.at(axis)) : 1);
  const inRows = m === 1 ? x : matmul(x, ones([m, 1]));
  return n === 1 ? inRows : matmul(ones([1, n]), inRows);
}

function ones(shape: readonly number[]): Value {
  return constant(tensor(shape, new Array<number>(countOf(shape)).fill(1)));
}
