import { boolean, float } from "../../dsl/language/signature.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import {
  type AdamArguments,
  adamArguments,
  adamScalars,
  adamSlots,
  adamStep,
} from "./adam_step.ts";
import { defineOptimizer, learningRate } from "./optimizer.ts";

/**
 * Adam with decoupled weight decay, as `torch.optim.AdamW`: θ ← θ - lr λ θ, then Adam's step.
 * @see "Decoupled Weight Decay Regularization", Algorithm 2, arXiv:1711.05101.
 */
export const adamw = defineOptimizer({
  name: "adamw",
  doc: "Adam with decoupled weight decay, as torch.optim.AdamW.",
  arguments: {
    lr: learningRate(1e-3),
    ...adamArguments,
    weight_decay: float({
      min: 0,
      default: 0.01,
      doc: "λ: each step takes lr λ θ away, biases included",
    }),
    amsgrad: boolean({
      default: false,
      doc: "whether to divide by the largest mean square so far",
    }),
  },
  slots: (args: AdamArguments) => adamSlots(args),
  scalars: (rate, args) => ({
    ...adamScalars(rate, args),
    ...args.weight_decay > 0 && { decay: rate.learningRate * args.weight_decay },
  }),
  update(context, args) {
    const { parameters, scalars: { decay } } = context;
    const decayed = decay ? sub(parameters, mul(decay, parameters)) : parameters;
    return adamStep({ ...context, parameters: decayed }, args);
  },
});
