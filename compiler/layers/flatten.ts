import { countOf } from "../ir/tensor.ts";
import { reshape } from "../ops/reshape.ts";
import { defineLayer } from "./layer.ts";

/** All axes but the batch as one, as `torch.nn.Flatten`. Shapes: x [N, ...d] -> y [N, Π d]. */
export const flatten = defineLayer({
  name: "flatten",
  doc: "All axes but the batch as one, [N, a, b] to [N, a · b], as torch.nn.Flatten.",
  arguments: {},
  build({ input }) {
    const { shape } = input.type;
    return reshape(input, [...shape.slice(0, 1), countOf(shape.slice(1))]);
  },
});
