import { float } from "../../dsl/language/signature.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import { adamArguments } from "./adam_step.ts";
import { defineOptimizer, learningRate, runningMean, weightDecay, withDecay } from "./optimizer.ts";

interface MomentumArguments {
  readonly beta1: number;
  readonly momentum_decay: number;
}

/**
 * Adam with Nesterov's momentum, as `torch.optim.NAdam`:
 * θ ← θ - lr ((1 - μₜ) / (1 - Πμ) g + μₜ₊₁ / (1 - Πμ μₜ₊₁) m) / (√v̂ + ε).
 * @see Dozat, "Incorporating Nesterov Momentum into Adam", ICLR workshop 2016.
 */
export const nadam = defineOptimizer({
  name: "nadam",
  doc: "Adam with Nesterov's momentum, as torch.optim.NAdam.",
  arguments: {
    lr: learningRate(2e-3),
    ...adamArguments,
    weight_decay: weightDecay,
    momentum_decay: float({ min: 0, default: 0.004, doc: "how fast the momentum nears beta1" }),
  },
  slots: () => ({ mean: 0, square: 0 }),
  scalars({ step, learningRate }, args) {
    const [now, next] = [momentumAt(step, args), momentumAt(step + 1, args)];
    const product = momentumProduct(step, args);
    return {
      gradient_size: learningRate * (1 - now) / (1 - product),
      mean_size: learningRate * next / (1 - product * next),
      square_correction: Math.sqrt(1 - args.beta2 ** step),
    };
  },
  update(context, args) {
    const { parameters, scalars, slots } = context;
    const gradient = withDecay(context, args);
    const mean = runningMean(slots.mean, gradient, args.beta1);
    const square = runningMean(slots.square, mul(gradient, gradient), args.beta2);
    const root = add(div(sqrt(square), scalars.square_correction), scalar(args.eps));
    const ahead = add(mul(scalars.gradient_size, gradient), mul(scalars.mean_size, mean));
    return { parameters: sub(parameters, div(ahead, root)), slots: { mean, square } };
  },
});

/** μₜ = β1 (1 - 0.96^(t ψ) / 2) */
function momentumAt(step: number, { beta1, momentum_decay }: MomentumArguments): number {
  return beta1 * (1 - 0.5 * 0.96 ** (step * momentum_decay));
}

/** Products that were computed before, so that a training takes no quadratic time. */
const products = new Map<string, number[]>();

/** μ₁ μ₂ ... μₜ; once 1 minus it is 1 in float64, it counts as 0. */
function momentumProduct(step: number, args: MomentumArguments): number {
  const key = `${args.beta1}/${args.momentum_decay}`;
  const known = products.get(key) ?? [1];
  products.set(key, known);
  for (let last = known.at(-1) ?? 1; known.length <= step && 1 - last !== 1;) {
    last *= momentumAt(known.length, args);
    known.push(last);
  }
  return known[step] ?? 0;
}
