import { logSoftmax } from "../ops/log_softmax.ts";
import { defineLayer } from "./layer.ts";

/** y = x - ln Σ eˣ over the last axis, as `torch.nn.LogSoftmax(-1)`. Shapes: x [...d] -> y [...d]. */
export const logSoftmaxLayer = defineLayer({
  name: "log_softmax",
  doc: "Logarithm of the softmax over the last axis, x - ln Σ eˣ, as torch.nn.LogSoftmax(-1).",
  arguments: {},
  build: ({ input }) => logSoftmax(input),
});
