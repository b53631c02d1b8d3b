import { scalar } from "../ir/constant.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { greater } from "../ops/greater.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import { where } from "../ops/where.ts";
import { decayRate, defineOptimizer, learningRate, runningMean, stepDecay } from "./optimizer.ts";

/**
 * θ ← θ - lr (sign(β1 m + (1 - β1) g) + λ θ), then m ← β2 m + (1 - β2) g: every element moves by lr.
 * @see "Symbolic Discovery of Optimization Algorithms", Algorithm 2, arXiv:2302.06675.
 */
export const lion = defineOptimizer({
  name: "lion",
  doc: "Steps of equal size along the sign of the momentum, as in arXiv:2302.06675.",
  arguments: {
    lr: learningRate(1e-4),
    beta1: decayRate(0.9, "the momentum in a step's direction"),
    beta2: decayRate(0.99, "the momentum"),
    ...stepDecay(0),
  },
  momentum: "beta1",
  slots: () => ({ momentum: 0 }),
  sizes: () => ({ learning_rate: (step, at) => at(step).lr }),
  scalars: () => ({}),
  update({ parameters, decaying, gradient, sizes, slots }, { beta1, beta2, weight_decay }) {
    const direction = sign(runningMean(slots.momentum, gradient, beta1));
    const step = weight_decay.isNone
      ? direction
      : add(direction, mul(weight_decay.value, decaying));
    return {
      parameters: sub(parameters, mul(sizes.learning_rate, step)),
      slots: { momentum: runningMean(slots.momentum, gradient, beta2) },
    };
  },
});

/** -1, 0 or 1; ONNX's `Sign` has no WebGPU kernel. */
function sign(x: Value): Value {
  const zero = scalar(0);
  return where(greater(x, zero), scalar(1), where(greater(zero, x), scalar(-1), zero));
}
