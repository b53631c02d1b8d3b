import { apply, build, defineOp } from "../ir/define_op.ts";
import { scalar } from "../ir/constant.ts";
import { elementAt, formatShape, sameShape, sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { expand } from "./expand.ts";
import { scatterAdd } from "./scatter_add.ts";

/**
 * Elements of the last axis by their places: y[..., i] = x[..., at[..., i]], with vjp
 * dx[..., at[..., i]] += dy[..., i].
 * Shapes: x [...d, n], at int32 [...d, m] -> y [...d, m]. Source: ONNX operator `GatherElements`.
 */
export const gatherElementsOp = defineOp({
  kind: "gather_elements",
  inferType([x, at]) {
    if (at.dtype !== "int32") throw new RangeError(`gather_elements by ${at.dtype}`);
    if (at.shape.length === 0 || !sameShape(x.shape.slice(0, -1), at.shape.slice(0, -1))) {
      throw new RangeError(
        `gather_elements of ${formatShape(x.shape)} by ${formatShape(at.shape)}`,
      );
    }
    return { dtype: x.dtype, shape: at.shape };
  },
  vjp({ inputs: [x, at], cotangent }) {
    return [scatterAdd(expand(scalar(0), x.type.shape), at, cotangent), undefined];
  },
  evaluate([x, at]) {
    const [from, to] = [sizeOf(x.shape.at(-1)), sizeOf(at.shape.at(-1))];
    let offset = 0;
    return build(x.dtype, at.shape, () => {
      const row = Math.floor(offset / to);
      return elementAt(x.data, row * from + elementAt(at.data, offset++));
    });
  },
});

/** The elements of the last axis of `x` that `at` names. */
export function gatherElements(x: Value, at: Value): Value {
  return apply(gatherElementsOp, [x, at], {});
}
