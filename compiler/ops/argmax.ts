import { apply, build, defineOp } from "../ir/define_op.ts";
import type { Attributes, Value } from "../ir/value.ts";
import { intAttribute } from "../backends/onnx/model.ts";

/**
 * The index of the largest element of the last axis, the first of equals. No gradient flows.
 * Shapes: x [...d, n] -> y int32 [...d]. Source: ONNX operator `ArgMax`, cast to int32.
 */
export const argmaxOp = defineOp<Attributes>({
  kind: "argmax",
  inferType([x]) {
    if (x!.shape.length === 0) throw new RangeError("argmax of a scalar");
    return { dtype: "int32", shape: x!.shape.slice(0, -1) };
  },
  vjp: () => [undefined],
  toOnnx({ inputs, output, temporary }) {
    const index = temporary();
    const attributes = { axis: intAttribute(-1), keepdims: intAttribute(0) };
    return [
      { opType: "ArgMax", inputs, outputs: [index], attributes },
      { opType: "Cast", inputs: [index], outputs: [output], attributes: { to: intAttribute(6) } },
    ];
  },
  evaluate([x]) {
    const size = x!.shape.at(-1)!;
    let at = 0;
    return build("int32", x!.shape.slice(0, -1), () => {
      const row = x!.data.subarray(at, at += size);
      return row.indexOf(Math.max(...row));
    });
  },
});

/** The index of the largest element of the last axis. */
export function argmax(x: Value): Value {
  return apply(argmaxOp, [x]);
}
