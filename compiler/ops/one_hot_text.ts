import { apply, defineOp } from "../ir/define_op.ts";
import { tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * Words as rows with a single 1: y[n, k] = 1 if x[n] = values[k], else 0; all zeros for a word that is
 * none of them. No gradient flows.
 * Shapes: x text [N] -> y float32 [N, K]. Source: `OneHotEncoder` of ai.onnx.ml, version 1.
 */
export const oneHotTextOp = defineOp({
  kind: "one_hot_text",
  inferType([x], { values }) {
    if (x.dtype !== "string") throw new RangeError(`one_hot_text of ${x.dtype}`);
    if (x.shape.length !== 1) throw new RangeError("one_hot_text takes a vector");
    return { dtype: "float32", shape: [...x.shape, values.length] };
  },
  vjp: () => [undefined],
  evaluate([x], { values }) {
    // `inferType` takes text alone, which the type of evaluated tensors does not know.
    const words = x.data as unknown as readonly string[];
    const rows = words.flatMap((word) => values.map((value) => Number(word === value)));
    return tensor([words.length, values.length], rows);
  },
});

/** The one-hot rows of words; all zeros where a word is not among `values`. */
export function oneHotText(x: Value, values: readonly string[]): Value {
  return apply(oneHotTextOp, [x], { values });
}
