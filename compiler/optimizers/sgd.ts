import { boolean, float } from "../../dsl/language/signature.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import { defineOptimizer, learningRate, weightDecay, withDecay } from "./optimizer.ts";

/**
 * θ ← θ - lr g, as `torch.optim.SGD`; with momentum μ and dampening τ
 * b ← μ b + (1 - τ) g, but b = g in the first step, and θ ← θ - lr b, or θ - lr (g + μ b) by Nesterov.
 */
export const sgd = defineOptimizer({
  name: "sgd",
  doc: "Stochastic gradient descent, θ - lr g, with momentum where asked, as torch.optim.SGD.",
  arguments: {
    lr: learningRate(),
    momentum: float({ min: 0, default: 0, doc: "how much of the last step is repeated" }),
    dampening: float({ default: 0, doc: "how much less of each gradient enters the momentum" }),
    weight_decay: weightDecay,
    nesterov: boolean({ default: false, doc: "whether the step looks ahead along the momentum" }),
  },
  slots: ({ momentum }) => ({ ...momentum > 0 && { momentum: 0 } }),
  scalars: ({ step, learningRate }, { momentum, dampening }) => ({
    learning_rate: learningRate,
    ...momentum > 0 && dampening !== 0 && { gradient_share: step === 1 ? 1 : 1 - dampening },
  }),
  update(context, args) {
    const { parameters, scalars, slots } = context;
    const gradient = withDecay(context, args);
    const descend = (by: Value) => sub(parameters, mul(scalars.learning_rate, by));
    if (!slots.momentum) return { parameters: descend(gradient), slots: {} };
    const { gradient_share: share } = scalars;
    const entering = share ? mul(share, gradient) : gradient;
    const momentum = add(mul(scalar(args.momentum), slots.momentum), entering);
    const direction = args.nesterov
      ? add(gradient, mul(scalar(args.momentum), momentum))
      : momentum;
    return { parameters: descend(direction), slots: { momentum } };
  },
  conflict({ momentum, dampening, nesterov }) {
    if (!nesterov || (momentum > 0 && dampening === 0)) return undefined;
    return {
      argument: "nesterov",
      message: "Nesterov's step needs a momentum and no dampening",
      help: "Write it like: sgd(lr = 0.01, momentum = 0.9, nesterov = true)",
    };
  },
});
