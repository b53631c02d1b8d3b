import { sigmoid } from "../ops/sigmoid.ts";
import { defineLayer } from "./layer.ts";

/** Logistic function: y = 1 / (1 + e⁻ˣ), as `torch.nn.Sigmoid`. Shapes: x [...d] -> y [...d]. */
export const sigmoidLayer = defineLayer({
  name: "sigmoid",
  doc: "Logistic function, 1 / (1 + e⁻ˣ), as torch.nn.Sigmoid.",
  arguments: {},
  bounds: [0, 1],
  build: ({ input }) => sigmoid(input),
});
