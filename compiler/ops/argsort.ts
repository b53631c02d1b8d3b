import { apply, defineOp } from "../ir/define_op.ts";
import { tensor } from "../ir/tensor.ts";
import type { Attributes, Value } from "../ir/value.ts";
import { intAttribute, type OnnxNode } from "../backends/onnx/model.ts";

/**
 * The places of the elements of the last axis from the largest to the smallest; of equals, the
 * first comes first. No gradient flows.
 * Shapes: x [...d, n] -> y int32 [...d, n]. Source: ONNX operator `TopK` with k = n, cast to int32.
 */
export const argsortOp = defineOp<Attributes>({
  kind: "argsort",
  inferType([x]) {
    if (x!.shape.length === 0) throw new RangeError("argsort of a scalar");
    return { dtype: "int32", shape: x!.shape };
  },
  vjp: () => [undefined],
  toOnnx({ inputs: [x], output, temporary }): OnnxNode[] {
    const [size, values, places] = [temporary(), temporary(), temporary()];
    return [
      // The last axis may be the rows of a part, whose number is known only at run time.
      { opType: "Shape", inputs: [x!], outputs: [size], attributes: { start: intAttribute(-1) } },
      { opType: "TopK", inputs: [x!, size], outputs: [values, places] },
      { opType: "Cast", inputs: [places], outputs: [output], attributes: { to: intAttribute(6) } },
    ];
  },
  evaluate([x]) {
    const size = x!.shape.at(-1)!;
    const places = [...x!.data.keys()].sort((a, b) =>
      Math.floor(a / size) - Math.floor(b / size) || x!.data[b]! - x!.data[a]! || a - b
    );
    return tensor(x!.shape, places.map((each) => each % size), "int32");
  },
});

/** The order that sorts the last axis, the largest first. */
export function argsort(x: Value): Value {
  return apply(argsortOp, [x]);
}
