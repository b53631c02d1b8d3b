import { mul } from "../ops/mul.ts";
import { softplus } from "../ops/softplus.ts";
import { tanh } from "../ops/tanh.ts";
import { defineLayer } from "./layer.ts";

/** y = x tanh(ln(1 + eˣ)), as `torch.nn.Mish`. Shapes: x [...d] -> y [...d]. */
export const mish = defineLayer({
  name: "mish",
  doc: "Smooth rectifier that is not monotonic, x tanh(ln(1 + eˣ)), as torch.nn.Mish.",
  arguments: {},
  build: ({ input }) => mul(input, tanh(softplus(input))),
});
