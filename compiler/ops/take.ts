import { apply, build, defineOp } from "../ir/define_op.ts";
import { constant } from "../ir/constant.ts";
import { elementAt, sizeOf, tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { matmul } from "./matmul.ts";

/**
 * Some places along the last axis: y[..., k] = x[..., places[k]], with vjp dx = dy P, where P is 1 at
 * [k, places[k]].
 * Shapes: x [...d, n], of two dims or more -> y [...d, places]. Source: ONNX operator `Gather`, axis -1; `numpy.take`.
 */
export const takeOp = defineOp({
  kind: "take",
  inferType([x], { places }) {
    if (x.shape.length < 2) throw new RangeError("take needs a matrix");
    const size = sizeOf(x.shape.at(-1));
    const odd = places.find((place) => !(place >= 0 && place < size));
    if (odd !== undefined) throw new RangeError(`take place ${odd} of ${size}`);
    return { dtype: x.dtype, shape: [...x.shape.slice(0, -1), places.length] };
  },
  vjp({ inputs: [x], cotangent, attributes: { places } }) {
    const size = sizeOf(x.type.shape.at(-1));
    const chosen = new Float64Array(places.length * size);
    places.forEach((place, at) => chosen[at * size + place] = 1);
    return [matmul(cotangent, constant(tensor([places.length, size], chosen)))];
  },
  evaluate([x], { places }) {
    const size = sizeOf(x.shape.at(-1));
    let at = 0;
    return build(x.dtype, [...x.shape.slice(0, -1), places.length], () => {
      const row = Math.floor(at / places.length);
      return elementAt(x.data, row * size + places[at++ % places.length]);
    });
  },
});

/** Some places along the last axis of x, in the order in which they are named; x itself where that is all of them. */
export function take(x: Value, places: readonly number[]): Value {
  const isAll = places.length === x.type.shape.at(-1) && places.every((place, at) => place === at);
  return isAll ? x : apply(takeOp, [x], { places });
}
