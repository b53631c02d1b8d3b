import { mul } from "../ops/mul.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { defineLayer } from "./layer.ts";

/** y = x / (1 + e⁻ˣ), as `torch.nn.SiLU`. Shapes: x [...d] -> y [...d]. */
export const silu = defineLayer({
  name: "silu",
  doc: "Sigmoid linear unit or swish, x / (1 + e⁻ˣ), as torch.nn.SiLU.",
  arguments: {},
  build: ({ input }) => mul(input, sigmoid(input)),
});
