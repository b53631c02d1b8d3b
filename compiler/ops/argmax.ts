import { apply, build, defineOp } from "../ir/define_op.ts";
import { sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * The index of the largest element of the last axis, the first of equals. No gradient flows.
 * Shapes: x [...d, n] -> y int32 [...d]. Source: ONNX operator `ArgMax`, cast to int32.
 */
export const argmaxOp = defineOp({
  kind: "argmax",
  inferType([x]) {
    if (x.shape.length === 0) throw new RangeError("argmax of a scalar");
    return { dtype: "int32", shape: x.shape.slice(0, -1) };
  },
  vjp: () => [undefined],
  evaluate([x]) {
    const size = sizeOf(x.shape.at(-1));
    let at = 0;
    return build("int32", x.shape.slice(0, -1), () => {
      const row = x.data.subarray(at, at += size);
      return row.indexOf(Math.max(...row));
    });
  },
});

/** The index of the largest element of the last axis. */
export function argmax(x: Value): Value {
  return apply(argmaxOp, [x], {});
}
