import { tanh } from "../ops/tanh.ts";
import { defineLayer } from "./layer.ts";

/** Hyperbolic tangent, as `torch.nn.Tanh`. Shapes: x [...d] -> y [...d]. */
export const tanhLayer = defineLayer({
  name: "tanh",
  doc: "Hyperbolic tangent, as torch.nn.Tanh.",
  arguments: {},
  bounds: [-1, 1],
  build: ({ input }) => tanh(input),
});
