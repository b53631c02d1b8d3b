import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import { defineOptimizer, learningRate } from "./optimizer.ts";

/** θ ← θ - lr g, as `torch.optim.SGD`. */
export const sgd = defineOptimizer({
  name: "sgd",
  doc: "Stochastic gradient descent, θ - lr g, as torch.optim.SGD.",
  arguments: { lr: learningRate },
  slots: () => [],
  update({ parameters, gradient, learningRate }) {
    return { parameters: sub(parameters, mul(learningRate, gradient)), slots: {} };
  },
});
