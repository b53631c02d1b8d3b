import { apply, defineOp } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { add } from "./add.ts";
import { scalar } from "../ir/constant.ts";
import { greater } from "./greater.ts";
import { mul } from "./mul.ts";
import { where } from "./where.ts";

/**
 * Exponential linear unit: y = x where x > 0, else α (eˣ - 1), with vjp dx = dy where x > 0, else
 * dy (y + α). Shapes: x [...d] -> y [...d]. Source: ONNX operator `Elu`.
 */
export const eluOp = defineOp({
  kind: "elu",
  inferType: ([x]) => x,
  vjp({ inputs: [x], output: y, cotangent: dy, attributes: { alpha } }) {
    return [where(greater(x, scalar(0)), dy, mul(dy, add(y, scalar(alpha))))];
  },
  evaluate: ([x], { alpha }) => ({
    ...x,
    data: x.data.map((each) => each > 0 ? each : alpha * Math.expm1(each)),
  }),
});

/** x where x > 0, else α (eˣ - 1). */
export function elu(x: Value, alpha: number): Value {
  return apply(eluOp, [x], { alpha });
}
