import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { minimum } from "../ops/minimum.ts";
import { mul } from "../ops/mul.ts";
import { relu } from "../ops/relu.ts";
import { defineLayer } from "./layer.ts";

/** y = min(max(x + 3, 0), 6) / 6, as `torch.nn.Hardsigmoid`. Shapes: x [...d] -> y [...d]. */
export const hardSigmoid = defineLayer({
  name: "hard_sigmoid",
  doc: "Straight-lined sigmoid, min(max(x + 3, 0), 6) / 6, as torch.nn.Hardsigmoid.",
  arguments: {},
  bounds: [0, 1],
  build: ({ input }) => mul(minimum(relu(add(input, scalar(3))), scalar(6)), scalar(1 / 6)),
});
