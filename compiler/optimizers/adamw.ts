import { boolean } from "../../dsl/language/signature.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import { adamArguments, adamScalars, adamSizes, adamSlots, adamStep } from "./adam_step.ts";
import { defineOptimizer, learningRate, stepDecay, type StepFunction } from "./optimizer.ts";

const { weight_decay, decay } = stepDecay(0.01);

/** lr λ: what a step takes of the parameters. */
const decayed: StepFunction<{ readonly lr: number; readonly weight_decay: number }> = (
  step,
  at,
) => at(step).lr * at(step).weight_decay;

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
    weight_decay,
    amsgrad: boolean({
      default: false,
      doc: "whether to divide by the largest mean square so far",
    }),
    decay,
  },
  momentum: "beta1",
  slots: adamSlots,
  sizes: ({ weight_decay }) => ({ ...adamSizes, ...!weight_decay.isNone && { decay: decayed } }),
  scalars: () => adamScalars,
  update(context, args) {
    const { parameters, decaying, sizes: { decay } } = context;
    const left = decay ? sub(parameters, mul(decay, decaying)) : parameters;
    return adamStep({ ...context, parameters: left }, args);
  },
});
