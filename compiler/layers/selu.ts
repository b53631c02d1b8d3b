import { scalar } from "../ir/constant.ts";
import { elu } from "../ops/elu.ts";
import { mul } from "../ops/mul.ts";
import { defineLayer } from "./layer.ts";

const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

/**
 * y = λ elu(x, α), with the α and λ that keep mean 0 and variance 1, as `torch.nn.SELU`.
 * Shapes: x [...d] -> y [...d]. @see Klambauer et al., "Self-Normalizing Neural Networks".
 */
export const selu = defineLayer({
  name: "selu",
  doc: "Self-normalizing ELU, 1.0507 · elu(x, 1.6733), as torch.nn.SELU.",
  arguments: {},
  build: ({ input }) => mul(scalar(scale), elu(input, alpha)),
});
