import { apply, defineOp } from "../ir/define_op.ts";
import { elementAt, formatShape, sameShape, sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { gatherElements } from "./gather_elements.ts";

/**
 * Adds to elements of the last axis by their places: y = x, then y[..., at[..., i]] += z[..., i],
 * with vjp dx = dy and dz[..., i] = dy[..., at[..., i]].
 * Shapes: x [...d, n], at int32 [...d, m], z [...d, m] -> y [...d, n].
 * Source: ONNX operator `ScatterElements`, reduction "add".
 */
export const scatterAddOp = defineOp({
  kind: "scatter_add",
  inferType([x, at, z]) {
    if (at.dtype !== "int32") throw new RangeError(`scatter_add by ${at.dtype}`);
    const fits = sameShape(at.shape, z.shape) && at.shape.length > 0 &&
      sameShape(x.shape.slice(0, -1), at.shape.slice(0, -1));
    if (!fits || x.dtype !== z.dtype) {
      const shapes = [x, at, z].map((each) => formatShape(each.shape)).join(", ");
      throw new RangeError(`scatter_add of ${shapes}`);
    }
    return x;
  },
  vjp: ({ inputs: [, at], cotangent }) => [cotangent, undefined, gatherElements(cotangent, at)],
  evaluate([x, at, z]) {
    const [size, count] = [sizeOf(x.shape.at(-1)), sizeOf(at.shape.at(-1))];
    const data = x.data.slice();
    z.data.forEach((value, offset) => {
      const to = Math.floor(offset / count) * size + elementAt(at.data, offset);
      data[to] = elementAt(data, to) + value;
    });
    return { ...x, data };
  },
});

/** `x` with `z` added at the places `at` of the last axis. */
export function scatterAdd(x: Value, at: Value, z: Value): Value {
  return apply(scatterAddOp, [x, at, z], {});
}
