import { apply, defineOp } from "../ir/define_op.ts";
import type { Value } from "../ir/value.ts";
import { scalar } from "../ir/constant.ts";
import { greater } from "./greater.ts";
import { mul } from "./mul.ts";
import { where } from "./where.ts";

/**
 * Leaky rectifier: y = x where x > 0, else a x, with vjp dx = dy where x > 0, else a dy.
 * Shapes: x [...d] -> y [...d]. Source: ONNX operator `LeakyRelu`.
 */
export const leakyReluOp = defineOp({
  kind: "leaky_relu",
  inferType: ([x]) => x,
  vjp: ({ inputs: [x], cotangent: dy, attributes: { slope } }) => [
    where(greater(x, scalar(0)), dy, mul(dy, scalar(slope))),
  ],
  evaluate: ([x], { slope }) => ({
    ...x,
    data: x.data.map((each) => each > 0 ? each : slope * each),
  }),
});

/** x where x > 0, else slope · x. */
export function leakyRelu(x: Value, slope: number): Value {
  return apply(leakyReluOp, [x], { slope });
}
