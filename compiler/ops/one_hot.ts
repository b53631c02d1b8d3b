import { apply, build, defineOp } from "../ir/define_op.ts";
import { elementAt } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * Class codes as rows with a single 1: y[..., c] = 1 if x[...] = c, else 0. No gradient flows.
 * Shapes: x int32 [...d] -> y float32 [...d, classes]. Source: ONNX operator `OneHot`.
 */
export const oneHotOp = defineOp({
  kind: "one_hot",
  inferType([x], { classes }) {
    if (x.dtype !== "int32") throw new RangeError(`one_hot of ${x.dtype}`);
    // As ONNX: its `OneHot` takes no scalar.
    if (x.shape.length === 0) throw new RangeError("one_hot of a scalar");
    return { dtype: "float32", shape: [...x.shape, classes] };
  },
  vjp: () => [undefined],
  evaluate([x], { classes }) {
    let at = 0;
    return build("float32", [...x.shape, classes], (index) => {
      const code = elementAt(x.data, Math.floor(at++ / classes));
      return Number(code === index.at(-1));
    });
  },
});

/** The one-hot rows of class codes in 0..classes - 1. */
export function oneHot(x: Value, classes: number): Value {
  return apply(oneHotOp, [x], { classes });
}
