import { scalar } from "../ir/constant.ts";
import { add } from "../ops/add.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import {
  decayArguments,
  decayRate,
  defineOptimizer,
  epsilon,
  learningRate,
  runningMean,
  withDecay,
} from "./optimizer.ts";

/**
 * θ ← θ - lr Δ, Δ = g √(u + ε) / √(v + ε), with the mean squares v of g and u of Δ, as
 * `torch.optim.Adadelta`.
 * @see "ADADELTA: An Adaptive Learning Rate Method", Algorithm 1, arXiv:1212.5701.
 */
export const adadelta = defineOptimizer({
  name: "adadelta",
  doc: "Steps in the parameters' own unit, from running mean squares, as torch.optim.Adadelta.",
  arguments: {
    lr: learningRate(1),
    rho: decayRate(0.9, "the mean squares"),
    eps: epsilon(1e-6),
    ...decayArguments,
  },
  slots: () => ({ square: 0, delta: 0 }),
  sizes: () => ({ learning_rate: (step, at) => at(step).lr }),
  scalars: () => ({}),
  update(context, args) {
    const { parameters, sizes, slots } = context;
    const gradient = withDecay(context, args);
    const eps = scalar(args.eps);
    const square = runningMean(slots.square, mul(gradient, gradient), args.rho);
    const ratio = div(sqrt(add(slots.delta, eps)), sqrt(add(square, eps)));
    const step = mul(ratio, gradient);
    return {
      parameters: sub(parameters, mul(sizes.learning_rate, step)),
      slots: { square, delta: runningMean(slots.delta, mul(step, step), args.rho) },
    };
  },
});
