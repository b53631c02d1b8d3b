import type { ArgumentSpec, SchedulableSpec } from "../../dsl/language/signature.ts";
import { scalar } from "../ir/constant.ts";
import { add } from "../ops/add.ts";
import { div } from "../ops/div.ts";
import { maximum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import {
  decayRate,
  epsilon,
  runningMean,
  type StepFunction,
  type UpdateContext,
  type Updated,
} from "./optimizer.ts";
import type { StepNumber } from "./step_arguments.ts";

/** What the optimizers of Adam's family share. */
export const adamArguments: {
  readonly beta1: SchedulableSpec;
  readonly beta2: SchedulableSpec;
  readonly eps: ArgumentSpec<number>;
} = {
  beta1: decayRate(0.9, "the mean of the gradient"),
  beta2: decayRate(0.999, "the mean of its square"),
  eps: epsilon(1e-8),
};

/** The arguments of a step. */
export interface AdamArguments {
  readonly beta1: StepNumber;
  readonly beta2: StepNumber;
  readonly eps: number;
}

/** The means of the gradient and of its square and, for amsgrad, the largest of the latter. */
export type AdamSlots = {
  readonly mean: number;
  readonly square: number;
  readonly largest?: number;
};

/** How the slots start. */
export function adamSlots({ amsgrad }: { readonly amsgrad: boolean }): AdamSlots {
  return { mean: 0, square: 0, ...amsgrad && { largest: 0 } };
}

interface Rates {
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
}

/** lr / (1 - β1ᵗ): the learning rate, corrected for a mean that starts at 0. */
export const adamSizes: { readonly step_size: StepFunction<Rates> } = {
  step_size(step, at) {
    const { lr, beta1 } = at(step);
    return lr / (1 - beta1 ** step);
  },
};

/** √(1 - β2ᵗ): √ of the correction of the mean square. */
export const adamScalars: { readonly square_correction: StepFunction<Rates> } = {
  square_correction: (step, at) => Math.sqrt(1 - at(step).beta2 ** step),
};

/** θ ← θ - lr m̂ / (√v̂ + ε), with m and v the corrected means of gradient and square. */
export function adamStep(
  { parameters, gradient, sizes, scalars, slots }: Omit<
    UpdateContext<AdamSlots, typeof adamSizes, typeof adamScalars>,
    "decaying"
  >,
  { beta1, beta2, eps }: AdamArguments,
): Updated<AdamSlots> {
  const mean = runningMean(slots.mean, gradient, beta1);
  const square = runningMean(slots.square, mul(gradient, gradient), beta2);
  const largest = slots.largest && maximum(slots.largest, square);
  const root = add(div(sqrt(largest ?? square), scalars.square_correction), scalar(eps));
  return {
    parameters: sub(parameters, mul(sizes.step_size, div(mean, root))),
    slots: { mean, square, ...largest && { largest } },
  };
}
