import { apply, defineOp } from "../ir/define_op.ts";
import type { ReshapeAttributes } from "../ir/op_set.ts";
import { countOf, formatShape, sameShape, type Shape } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * The same elements in another shape, with vjp dx = dy in the old shape.
 * Shapes: x [...d] -> y [...e], of as many elements. Source: ONNX operator `Reshape`.
 */
export const reshapeOp = defineOp({
  kind: "reshape",
  inferType([x], attributes) {
    const shape = targetShape(attributes);
    const [before, after] = [x.shape, shape].map((each) =>
      countOf(each.filter((d) => typeof d === "number"))
    );
    if (before !== after || namesIn(x.shape) !== namesIn(shape)) {
      throw new RangeError(`${formatShape(x.shape)} does not reshape to ${formatShape(shape)}`);
    }
    return { dtype: x.dtype, shape };
  },
  vjp: ({ inputs: [x], cotangent }) => [reshape(cotangent, x.type.shape)],
  evaluate([x], attributes) {
    const known = attributes.shape.reduce((product, dim) => dim < 0 ? product : product * dim, 1);
    const shape = attributes.shape.map((dim) => dim < 0 ? x.data.length / known : dim);
    return { ...x, shape };
  },
});

/** x in another shape; at most one dim may be a name, which must stand for the same size as before. */
export function reshape(x: Value, shape: Shape): Value {
  if (sameShape(x.type.shape, shape)) return x;
  const named = shape.filter((dim) => typeof dim === "string");
  if (named.length > 1) throw new RangeError(`${formatShape(shape)} has more than one unknown dim`);
  return apply(reshapeOp, [x], {
    shape: shape.map((dim) => typeof dim === "string" ? -1 : dim),
    named: named[0] ?? "",
  });
}

/** A batch of unknown size can neither appear nor vanish. */
function namesIn(shape: Shape): string {
  return shape.filter((dim) => typeof dim === "string").sort().join();
}

function targetShape({ shape, named }: ReshapeAttributes): Shape {
  return shape.map((dim) => dim < 0 ? named : dim);
}
