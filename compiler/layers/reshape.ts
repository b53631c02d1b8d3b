import { int, list } from "../../dsl/language/signature.ts";
import { countOf } from "../ir/tensor.ts";
import { reshape } from "../ops/reshape.ts";
import { defineLayer } from "./layer.ts";
import * as problem from "./problems.ts";

/**
 * The values of a row in another shape, as `torch.nn.Unflatten(1, shape)` after a `Flatten`.
 * Shapes: x [N, ...d] -> y [N, ...shape], where Π d = Π shape; one size may be -1.
 */
export const reshapeLayer = defineLayer({
  name: "reshape",
  doc:
    "The values of each row in another shape, [N, a · b] to [N, a, b]; the batch axis stays, as x.reshape(N, ...) in PyTorch.",
  arguments: {
    shape: list(int({ min: -1, max: 1_000_000_000, doc: "a size" }), {
      doc: "the sizes of all axes but the batch; one may be -1, for what is left",
    }),
  },
  build(context, { shape }) {
    const before = context.input.type.shape;
    const sizes = fill(shape, countOf(before.slice(1)));
    if (!sizes) return context.reject(problem.unfitReshape(before, shape));
    return reshape(context.input, [...before.slice(0, 1), ...sizes]);
  },
});

/** The shape with what is left in the place of a -1, if it then has `count` elements. */
function fill(shape: readonly number[], count: number): readonly number[] | undefined {
  const known = shape.reduce((product, dim) => dim === -1 ? product : product * dim, 1);
  const filled = shape.map((dim) => dim === -1 ? count / known : dim);
  const isShape = filled.length > 0 && filled.every((dim) => Number.isInteger(dim) && dim > 0);
  return isShape && countOf(filled) === count ? filled : undefined;
}
