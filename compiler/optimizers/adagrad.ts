import { float } from "../../dsl/language/signature.ts";
import { scalar } from "../ir/constant.ts";
import { add } from "../ops/add.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import { decayArguments, defineOptimizer, epsilon, learningRate, withDecay } from "./optimizer.ts";

/**
 * θ ← θ - lrₜ g / (√Σg² + ε), lrₜ = lr / (1 + (t - 1) lr_decay), as `torch.optim.Adagrad`.
 * @see "Adaptive Subgradient Methods", Duchi, Hazan and Singer, JMLR 12 (2011).
 */
export const adagrad = defineOptimizer({
  name: "adagrad",
  doc: "The gradient divided by the root of the sum of all its squares, as torch.optim.Adagrad.",
  arguments: {
    lr: learningRate(1e-2),
    lr_decay: float({
      min: 0,
      default: 0,
      doc: "how fast the rate falls: lr / (1 + steps lr_decay)",
    }),
    weight_decay: decayArguments.weight_decay,
    initial_accumulator_value: float({
      min: 0,
      default: 0,
      doc: "what the sum of squares starts with",
    }),
    eps: epsilon(1e-10),
    decay: decayArguments.decay,
  },
  slots: ({ initial_accumulator_value }) => ({ sum: initial_accumulator_value }),
  sizes: ({ lr_decay }) => ({
    learning_rate: (step, at) => at(step).lr / (1 + (step - 1) * lr_decay),
  }),
  scalars: () => ({}),
  update(context, args) {
    const { parameters, sizes, slots } = context;
    const gradient = withDecay(context, args);
    const sum = add(slots.sum, mul(gradient, gradient));
    const scaled = div(gradient, add(sqrt(sum), scalar(args.eps)));
    return { parameters: sub(parameters, mul(sizes.learning_rate, scaled)), slots: { sum } };
  },
});
