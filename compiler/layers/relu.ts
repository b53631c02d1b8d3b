import { relu } from "../ops/relu.ts";
import { defineLayer } from "./layer.ts";

/** Rectifier: y = max(x, 0), as `torch.nn.ReLU`. Shapes: x [...d] -> y [...d]. */
export const reluLayer = defineLayer({
  name: "relu",
  doc: "Rectifier, max(x, 0), as torch.nn.ReLU.",
  arguments: {},
  build: ({ input }) => relu(input),
});
