import { boolean } from "../../dsl/language/signature.ts";
import { scalar } from "../ir/constant.ts";
import { add } from "../ops/add.ts";
import { div } from "../ops/div.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import {
  decayArguments,
  decayRate,
  defineOptimizer,
  epsilon,
  learningRate,
  momentumArgument,
  runningMean,
  withDecay,
} from "./optimizer.ts";

/**
 * θ ← θ - lr g / (√v + ε) with the mean square v of the gradient, as `torch.optim.RMSprop`; `centered`
 * takes the variance v - ḡ² instead.
 * @see Tieleman and Hinton, "Lecture 6.5 - rmsprop"; centered: arXiv:1308.0850.
 */
export const rmsprop = defineOptimizer({
  name: "rmsprop",
  doc: "The gradient divided by its root mean square, as torch.optim.RMSprop.",
  arguments: {
    lr: learningRate(1e-2),
    alpha: decayRate(0.99, "the mean square"),
    eps: epsilon(1e-8),
    weight_decay: decayArguments.weight_decay,
    momentum: momentumArgument,
    centered: boolean({ default: false, doc: "whether to divide by the deviation instead" }),
    decay: decayArguments.decay,
  },
  momentum: "momentum",
  slots: ({ momentum, centered }) => ({
    square: 0,
    ...centered && { mean: 0 },
    ...!momentum.isNone && { momentum: 0 },
  }),
  sizes: () => ({ learning_rate: (step, at) => at(step).lr }),
  scalars: () => ({}),
  update(context, args) {
    const { parameters, sizes, slots } = context;
    const gradient = withDecay(context, args);
    const square = runningMean(slots.square, mul(gradient, gradient), args.alpha);
    const mean = slots.mean && runningMean(slots.mean, gradient, args.alpha);
    // Rounding can leave a variance below 0, whose root would be no number.
    const variance = mean ? maximum(sub(square, mul(mean, mean)), scalar(0)) : square;
    const scaled = div(gradient, add(sqrt(variance), scalar(args.eps)));
    const momentum = slots.momentum && add(mul(args.momentum.value, slots.momentum), scaled);
    return {
      parameters: sub(parameters, mul(sizes.learning_rate, momentum ?? scaled)),
      slots: { square, ...mean && { mean }, ...momentum && { momentum } },
    };
  },
});
