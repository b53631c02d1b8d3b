import { apply, defineOp } from "../ir/define_op.ts";
import { elementAt, sizeOf, tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * The places of the elements of the last axis from the largest to the smallest; of equals, the
 * first comes first. No gradient flows.
 * Shapes: x [...d, n] -> y int32 [...d, n]. Source: ONNX operator `TopK` with k = n, cast to int32.
 */
export const argsortOp = defineOp({
  kind: "argsort",
  inferType([x]) {
    if (x.shape.length === 0) throw new RangeError("argsort of a scalar");
    return { dtype: "int32", shape: x.shape };
  },
  vjp: () => [undefined],
  evaluate([x]) {
    const size = sizeOf(x.shape.at(-1));
    const value = (at: number) => elementAt(x.data, at);
    const places = [...x.data.keys()].sort((a, b) =>
      Math.floor(a / size) - Math.floor(b / size) || value(b) - value(a) || a - b
    );
    return tensor(x.shape, places.map((each) => each % size), "int32");
  },
});

/** The order that sorts the last axis, the largest first. */
export function argsort(x: Value): Value {
  return apply(argsortOp, [x], {});
}
