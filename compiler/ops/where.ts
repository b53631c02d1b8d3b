import { apply, build, defineOp } from "../ir/define_op.ts";
import { scalar } from "../ir/constant.ts";
import { broadcastOffset, broadcastShapes, elementAt, type NumericTensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * Elementwise choice: y = a where c is true, else b; da = dy where c, db = dy where not c.
 * Shapes: c bool, a, b broadcastable -> y. Source: ONNX operator `Where`.
 */
export const whereOp = defineOp({
  kind: "where",
  inferType([c, a, b]) {
    if (c.dtype !== "bool") throw new RangeError(`where chooses by bool, not ${c.dtype}`);
    if (a.dtype !== b.dtype) throw new RangeError(`where of ${a.dtype} and ${b.dtype}`);
    return {
      dtype: a.dtype,
      shape: broadcastShapes(c.shape, broadcastShapes(a.shape, b.shape)),
    };
  },
  vjp: ({ inputs: [c], cotangent: dy }) => [
    undefined,
    where(c, dy, scalar(0)),
    where(c, scalar(0), dy),
  ],
  evaluate([c, a, b]) {
    const shape = broadcastShapes(c.shape, broadcastShapes(a.shape, b.shape));
    const reader = ({ shape: from, data }: NumericTensor) => {
      const offset = broadcastOffset(from, shape);
      return (index: readonly number[]) => elementAt(data, offset(index));
    };
    const [condition, left, right] = [reader(c), reader(a), reader(b)];
    return build(
      a.dtype,
      shape,
      (index) => condition(index) ? left(index) : right(index),
    );
  },
});

/** a where `condition` is true, else b. */
export function where(condition: Value, a: Value, b: Value): Value {
  return apply(whereOp, [condition, a, b], {});
}
