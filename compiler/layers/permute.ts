import { int, list } from "../../dsl/language/signature.ts";
import { permute } from "../ops/permute.ts";
import { defineLayer } from "./layer.ts";
import * as problem from "./problems.ts";

/**
 * The axes of a row in another order, as `x.permute(0, ...axes)` and Keras's `Permute(axes)`: axes
 * count from 1, since 0 is the batch. Shapes: x [N, n₁, ..., nₖ] -> y [N, the same nᵢ reordered].
 */
export const permuteLayer = defineLayer({
  name: "permute",
  doc:
    "The axes of each row in another order; the batch is axis 0 and stays, as x.permute(0, ...) in PyTorch.",
  arguments: {
    axes: list(int({ min: 1, max: 100, doc: "an axis" }), {
      doc: "every axis but the batch once, counted from 1; [2, 1] is transpose on [N, a, b]",
    }),
  },
  build(context, { axes }) {
    const { shape } = context.input.type;
    const count = shape.length - 1;
    const isPermutation = axes.length === count && new Set(axes).size === count &&
      axes.every((axis) => axis <= count);
    if (!isPermutation) context.reject(problem.noPermutation(shape, axes));
    return permute(context.input, axes.map((axis) => axis - shape.length));
  },
});
