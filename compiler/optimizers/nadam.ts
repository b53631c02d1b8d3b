import { float } from "../../dsl/language/signature.ts";
import { scalar } from "../ir/constant.ts";
import { add } from "../ops/add.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import { adamArguments, adamScalars } from "./adam_step.ts";
import {
  decayArguments,
  defineOptimizer,
  learningRate,
  runningMean,
  type StepFunction,
  withDecay,
} from "./optimizer.ts";

interface MomentumArguments {
  readonly beta1: number;
  readonly momentum_decay: number;
}

type ArgumentsAt = (step: number) => MomentumArguments;

type Sizing = StepFunction<MomentumArguments & { readonly lr: number }>;

/** lr (1 - μₜ) / (1 - Πμ): how far the gradient itself goes. */
const gradientSize: Sizing = (step, at) => {
  const args = at(step);
  return args.lr * (1 - momentumOf(step, args)) / (1 - momentumProduct(step, at));
};

/** lr μₜ₊₁ / (1 - Πμ μₜ₊₁): how far the mean goes, with the momentum of the step after. */
const meanSize: Sizing = (step, at) => {
  const args = at(step);
  const next = momentumOf(step + 1, args);
  return args.lr * next / (1 - momentumProduct(step, at) * next);
};

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
    weight_decay: decayArguments.weight_decay,
    momentum_decay: float({ min: 0, default: 0.004, doc: "how fast the momentum nears beta1" }),
    decay: decayArguments.decay,
  },
  momentum: "beta1",
  slots: () => ({ mean: 0, square: 0 }),
  sizes: () => ({ gradient_size: gradientSize, mean_size: meanSize }),
  scalars: () => adamScalars,
  update(context, args) {
    const { parameters, sizes, scalars, slots } = context;
    const gradient = withDecay(context, args);
    const mean = runningMean(slots.mean, gradient, args.beta1);
    const square = runningMean(slots.square, mul(gradient, gradient), args.beta2);
    const root = add(div(sqrt(square), scalars.square_correction), scalar(args.eps));
    const ahead = add(mul(sizes.gradient_size, gradient), mul(sizes.mean_size, mean));
    return { parameters: sub(parameters, div(ahead, root)), slots: { mean, square } };
  },
});

/** μₜ = β1 (1 - 0.96^(t ψ) / 2) */
function momentumOf(step: number, { beta1, momentum_decay }: MomentumArguments): number {
  return beta1 * (1 - 0.5 * 0.96 ** (step * momentum_decay));
}

/** Products that were computed before, so that a training takes no quadratic time. */
const products = new WeakMap<ArgumentsAt, number[]>();

/** μ₁ μ₂ ... μₜ; once 1 minus it is 1 in float64, it counts as 0. */
function momentumProduct(step: number, at: ArgumentsAt): number {
  const known = products.get(at) ?? [1];
  products.set(at, known);
  for (let last = known.at(-1) ?? 1; known.length <= step && 1 - last !== 1;) {
    last *= momentumOf(known.length, at(known.length));
    known.push(last);
  }
  return known[step] ?? 0;
}
