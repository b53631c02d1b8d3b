import { apply, build, defineOp } from "../ir/define_op.ts";
import { broadcastOffset, broadcastShapes } from "../ir/tensor.ts";
import type { Attributes, Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";

/**
 * Elementwise choice: y = a where c is true, else b; da = dy where c, db = dy where not c.
 * Shapes: c bool, a, b broadcastable -> y. Source: ONNX operator `Where`.
 */
export const whereOp = defineOp<Attributes>({
  kind: "where",
  inferType([c, a, b]) {
    if (c!.dtype !== "bool") throw new RangeError(`where chooses by bool, not ${c!.dtype}`);
    if (a!.dtype !== b!.dtype) throw new RangeError(`where of ${a!.dtype} and ${b!.dtype}`);
    return {
      dtype: a!.dtype,
      shape: broadcastShapes(c!.shape, broadcastShapes(a!.shape, b!.shape)),
    };
  },
  vjp: ({ inputs: [c], cotangent: dy }) => [
    undefined,
    where(c!, dy, scalar(0)),
    where(c!, scalar(0), dy),
  ],
  toOnnx: ({ inputs, output }) => [{ opType: "Where", inputs, outputs: [output] }],
  evaluate([c, a, b]) {
    const shape = broadcastShapes(c!.shape, broadcastShapes(a!.shape, b!.shape)) as number[];
    const [ofC, ofA, ofB] = [c!, a!, b!].map((each) => broadcastOffset(each.shape, shape));
    return build(
      a!.dtype,
      shape,
      (index) => c!.data[ofC!(index)] ? a!.data[ofA!(index)]! : b!.data[ofB!(index)]!,
    );
  },
});

/** a where `condition` is true, else b. */
export function where(condition: Value, a: Value, b: Value): Value {
  return apply(whereOp, [condition, a, b]);
}
