import { softmax } from "../ops/softmax.ts";
import { defineLayer } from "./layer.ts";

/** Softmax over the last axis: y = eˣ / Σ eˣ, as `torch.nn.Softmax(-1)`. Shapes: x [...d] -> y [...d]. */
export const softmaxLayer = defineLayer({
  name: "softmax",
  doc: "Softmax over the last axis, eˣ / Σ eˣ, as torch.nn.Softmax(-1).",
  arguments: {},
  bounds: [0, 1],
  build: ({ input }) => softmax(input),
});
