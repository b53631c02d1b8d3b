import { apply, defineOp } from "../ir/define_op.ts";
import { sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * Running sum of the last axis: y[..., i] = Σ x[..., j] over j ≤ i, or j ≥ i in reverse, with vjp
 * dx = the running sum of dy the other way.
 * Shapes: x [...d, n] -> y [...d, n]. Source: ONNX operator `CumSum`.
 */
export const cumulativeSumOp = defineOp({
  kind: "cumulative_sum",
  inferType([x]) {
    if (x.shape.length === 0) throw new RangeError("cumulative_sum of a scalar");
    return x;
  },
  vjp: ({ cotangent, attributes: { reverse } }) => [
    cumulativeSum(cotangent, { reverse: !reverse }),
  ],
  evaluate([x], { reverse }) {
    const size = sizeOf(x.shape.at(-1));
    const data = x.data.slice();
    for (let start = 0; start < data.length; start += size) {
      const row = data.subarray(start, start + size);
      if (reverse) row.reverse();
      row.forEach((value, at) => row[at] = value + (row[at - 1] ?? 0));
      if (reverse) row.reverse();
    }
    return { ...x, data };
  },
});

/** The running sum of the last axis. */
export function cumulativeSum(
  x: Value,
  { reverse = false }: { readonly reverse?: boolean } = {},
): Value {
  return apply(cumulativeSumOp, [x], { reverse });
}
