import { boolean } from "../../dsl/language/signature.ts";
import { adamArguments, adamScalars, adamSizes, adamSlots, adamStep } from "./adam_step.ts";
import { decayArguments, defineOptimizer, learningRate, withDecay } from "./optimizer.ts";

/**
 * Adam, as `torch.optim.Adam`: means of gradient and square, corrected for their start at 0.
 * @see "Adam: A Method for Stochastic Optimization", Algorithm 1, arXiv:1412.6980; amsgrad:
 * "On the Convergence of Adam and Beyond", arXiv:1904.09237.
 */
export const adam = defineOptimizer({
  name: "adam",
  doc: "Adam, as torch.optim.Adam; weight_decay is an L2 penalty, see adamw for the other kind.",
  arguments: {
    lr: learningRate(1e-3),
    ...adamArguments,
    weight_decay: decayArguments.weight_decay,
    amsgrad: boolean({
      default: false,
      doc: "whether to divide by the largest mean square so far",
    }),
    decay: decayArguments.decay,
  },
  momentum: "beta1",
  slots: adamSlots,
  sizes: () => adamSizes,
  scalars: () => adamScalars,
  update: (context, args) => adamStep({ ...context, gradient: withDecay(context, args) }, args),
});
