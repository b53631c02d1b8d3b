import { float } from "../../dsl/language/signature.ts";
import { leakyRelu } from "../ops/leaky_relu.ts";
import { defineLayer } from "./layer.ts";

/** y = x where x > 0, else slope · x, as `torch.nn.LeakyReLU`. Shapes: x [...d] -> y [...d]. */
export const leakyReluLayer = defineLayer({
  name: "leaky_relu",
  doc: "Leaky rectifier, x where x > 0, else slope · x, as torch.nn.LeakyReLU.",
  arguments: {
    slope: float({ min: 0, default: 0.01, doc: "the slope below 0; torch's `negative_slope`" }),
  },
  build: ({ input }, { slope }) => leakyRelu(input, slope),
});
