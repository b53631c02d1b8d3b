import { cast } from "../ops/cast.ts";
import { scalar } from "../ir/constant.ts";
import { greater } from "../ops/greater.ts";
import { defineLayer } from "./layer.ts";

/** y = 1 where x > 0, else 0: the perceptron's activation. Shapes: x [...d] -> y [...d]. */
export const step = defineLayer({
  name: "step",
  doc: "Threshold, 1 where x > 0, else 0; its slope is 0 everywhere, so it is not for training.",
  arguments: {},
  isInferenceOnly: true,
  build: ({ input }) => cast(greater(input, scalar(0)), "float32"),
});
