import { constant, scalar } from "../ir/constant.ts";
import { countOf, sizeOf, tensor } from "../ir/tensor.ts";
import { isOpCall, type OpCall, type Outputs, type Value } from "../ir/value.ts";
import { logSoftmax } from "../ops/log_softmax.ts";
import { matmul } from "../ops/matmul.ts";
import { mul } from "../ops/mul.ts";
import { neg } from "../ops/neg.ts";
import { reshape } from "../ops/reshape.ts";
import { rewrite } from "../transform/rewrite.ts";

/**
 * A graph over many steps whose sums over the last two axes are products with ones. ONNX Runtime 1.30 adds up
 * `ReduceSum` in an order that depends on where in memory the numbers lie, and so on how many steps there are before
 * them: the last bit of a loss would tell how a training was cut into spans. A product is of its own step alone.
 */
export function steadySums(outputs: Outputs): Outputs {
  return rewrite(outputs, (value) => isOpCall(value) ? steady(value) : value);
}

function steady(call: OpCall): Value {
  if (call.kind === "softmax_cross_entropy") {
    const [scores, shares] = call.inputs;
    // All terms but one are 0, in whatever order.
    if (shares.kind === "one_hot") return call;
    return neg(sumOfRows(mul(shares, logSoftmax(scores))));
  }
  if (call.kind !== "reduce_sum" && call.kind !== "reduce_mean") return call;
  const { inputs: [x], attributes: { axes } } = call;
  if (!isOfLastTwo(axes, x)) return call;
  const sizes = axes.map((axis) => sizeOf(x.type.shape.at(axis)));
  const inRows = axes.includes(-1) ? sumOfRows(x) : x;
  const sum = reshape(axes.includes(-2) ? sumOfColumns(inRows) : inRows, call.type.shape);
  return call.kind === "reduce_sum" ? sum : mul(sum, scalar(1 / countOf(sizes)));
}

/** Whether only the last two axes are summed, of sizes that are known, behind another. */
function isOfLastTwo(axes: readonly number[], { type: { shape } }: Value): boolean {
  return shape.length > 2 && axes.length > 0 &&
    axes.every((axis) => axis >= -2 && typeof shape.at(axis) === "number");
}

/** [...d, n] -> [...d, 1]. */
function sumOfRows(x: Value): Value {
  const size = sizeOf(x.type.shape.at(-1));
  return size === 1 ? x : matmul(x, ones([size, 1]));
}

/** [...d, n, m] -> [...d, 1, m]. */
function sumOfColumns(x: Value): Value {
  const size = sizeOf(x.type.shape.at(-2));
  return size === 1 ? x : matmul(ones([1, size]), x);
}

function ones(shape: readonly number[]): Value {
  return constant(tensor(shape, new Array<number>(countOf(shape)).fill(1)));
}
