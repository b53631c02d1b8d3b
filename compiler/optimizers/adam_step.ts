import type { ArgumentSpec } from "../../dsl/language/signature.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import {
  average,
  decayRate,
  epsilon,
  type StepRate,
  type UpdateContext,
  type Updated,
} from "./optimizer.ts";

/** What the optimizers of Adam's family share. */
export const adamArguments: {
  readonly beta1: ArgumentSpec<number>;
  readonly beta2: ArgumentSpec<number>;
  readonly eps: ArgumentSpec<number>;
} = {
  beta1: decayRate(0.9, "the mean of the gradient"),
  beta2: decayRate(0.999, "the mean of its square"),
  eps: epsilon(1e-8),
};

export interface AdamArguments {
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  readonly amsgrad: boolean;
}

/** The means of the gradient and of its square and, for amsgrad, the largest of the latter. */
export function adamSlots({ amsgrad }: AdamArguments): Readonly<Record<string, number>> {
  return { mean: 0, square: 0, ...amsgrad && { largest: 0 } };
}

/** The learning rate, and √ of the second bias correction: lr / (1 - β1ᵗ) and √(1 - β2ᵗ). */
export function adamScalars(
  { step, learningRate }: StepRate,
  { beta1, beta2 }: AdamArguments,
): Readonly<Record<string, number>> {
  return {
    step_size: learningRate / (1 - beta1 ** step),
    square_correction: Math.sqrt(1 - beta2 ** step),
  };
}

/** θ ← θ - lr m̂ / (√v̂ + ε), with m and v the corrected means of gradient and square. */
export function adamStep(
  { parameters, gradient, scalars, slots }: UpdateContext,
  { beta1, beta2, eps, amsgrad }: AdamArguments,
): Updated {
  const mean = average(slots.mean!, gradient, beta1);
  const square = average(slots.square!, mul(gradient, gradient), beta2);
  const largest = amsgrad ? maximum(slots.largest!, square) : square;
  const root = add(div(sqrt(largest), scalars.square_correction!), scalar(eps));
  return {
    parameters: sub(parameters, mul(scalars.step_size!, div(mean, root))),
    slots: { mean, square, ...amsgrad && { largest } },
  };
}
