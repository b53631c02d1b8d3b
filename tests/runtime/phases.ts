/** What a command does in its phases, one at a time. Each throws a `PenstockError` with what is reported. */
import type { Report } from "../../dsl/text/report.ts";
import { type CheckedOn, checkGradients } from "../../runtime/evaluate/gradcheck.ts";
import { checkParity } from "../../runtime/evaluate/parity.ts";
import type { Prepared } from "../../runtime/prepare/prepare.ts";
import type { EpochSteps } from "../../runtime/train/history.ts";
import { train, type TrainOptions } from "../../runtime/train/train.ts";
import { trainUntil } from "../../runtime/train/train_until.ts";
import { valueOf, valueOfAsync } from "./problems_of.ts";

type Unreported<T extends { readonly report: Report }> = Omit<T, "report">;

export function trained(prepared: Prepared, options: Unreported<TrainOptions>) {
  return valueOfAsync((report) => train(prepared, { ...options, report }));
}

/** The same with every step of it. */
export async function trainedBySteps(prepared: Prepared, options: Unreported<TrainOptions>) {
  const stepHistory: EpochSteps[] = [];
  const onSteps = (steps: EpochSteps) => void stepHistory.push(steps);
  return { ...await trained(prepared, { ...options, onSteps }), stepHistory };
}

export function trainedUntil(
  prepared: Prepared,
  step: number,
  options: Unreported<TrainOptions>,
) {
  return valueOfAsync((report) => trainUntil(prepared, step, { ...options, report }));
}

type GradientStep = Parameters<typeof checkGradients>[0];

export function gradientsChecked(step: GradientStep, on: Unreported<CheckedOn>) {
  return valueOf((report) => checkGradients(step, { ...on, report }));
}

type ParityArguments = Parameters<typeof checkParity>;

export function parityChecked(part: ParityArguments[0], model: Unreported<ParityArguments[1]>) {
  return valueOfAsync((report) => checkParity(part, { ...model, report }));
}
