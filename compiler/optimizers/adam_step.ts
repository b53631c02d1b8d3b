import type { ArgumentSpec } from "../../dsl/language/signature.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import {
  decayRate,
  epsilon,
  runningMean,
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
export type AdamSlots = {
  readonly mean: number;
  readonly square: number;
  readonly largest?: number;
};

/** How the slots start. */
export function adamSlots({ amsgrad }: AdamArguments): AdamSlots {
  return { mean: 0, square: 0, ...amsgrad && { largest: 0 } };
}

/** lr / (1 - β1ᵗ) and √(1 - β2ᵗ): the learning rate, and √ of the second bias correction. */
export type AdamScalars = { readonly step_size: number; readonly square_correction: number };

/** The numbers of a step. */
export function adamScalars(
  { step, learningRate }: StepRate,
  { beta1, beta2 }: AdamArguments,
): AdamScalars {
  return {
    step_size: learningRate / (1 - beta1 ** step),
    square_correction: Math.sqrt(1 - beta2 ** step),
  };
}

/** θ ← θ - lr m̂ / (√v̂ + ε), with m and v the corrected means of gradient and square. */
export function adamStep(
  { parameters, gradient, scalars, slots }: UpdateContext<AdamSlots, AdamScalars>,
  { beta1, beta2, eps }: AdamArguments,
): Updated<AdamSlots> {
  const mean = runningMean(slots.mean, gradient, beta1);
  const square = runningMean(slots.square, mul(gradient, gradient), beta2);
  const largest = slots.largest && maximum(slots.largest, square);
  const root = add(div(sqrt(largest ?? square), scalars.square_correction), scalar(eps));
  return {
    parameters: sub(parameters, mul(scalars.step_size, div(mean, root))),
    slots: { mean, square, ...largest && { largest } },
  };
}
