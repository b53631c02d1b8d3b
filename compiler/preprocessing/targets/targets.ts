import type { CalledValue } from "../../../dsl/language/signature.ts";
import type { Quantiles, ValueHead } from "../../heads/head.ts";
import { buildFor, originOf } from "../../ir/origin.ts";
import type { Value } from "../../ir/value.ts";
import { evaluateColumn } from "../base/evaluate_column.ts";
import { Sample } from "../base/sample.ts";
import { limited } from "../scalers/clip.ts";
import { learntRows, scaled } from "../scalers/scaled.ts";
import type { Learnt } from "../scalers/scaler.ts";
import type { TargetScaler } from "./target_scaler.ts";

/** A call of a target scaler, with what it learnt of each target. */
export interface FittedTargetScaler {
  readonly call: CalledValue<TargetScaler>;
  /** One a target. */
  readonly learnt: readonly Learnt[];
  /** The range of each target in the training rows, before this scaler. */
  readonly ranges: readonly { readonly low: number; readonly high: number }[];
}

/** What target scalers learn, from left to right. @param targets The training rows of each target. */
export function fitTargets(
  calls: readonly CalledValue<TargetScaler>[],
  targets: readonly Float64Array[],
): readonly FittedTargetScaler[] {
  let samples = targets.map((values) => new Sample(values));
  return calls.map((call) => {
    const learnt = samples.map((sample) => call.definition.fit(sample, call.arguments));
    const ranges = samples.map(({ low, high }) => ({ low, high }));
    samples = samples.map((sample, at) =>
      sample.mapped((values) => evaluateColumn(values, (y) => scaled(y, call, [learnt[at]])))
    );
    return { call, learnt, ranges };
  });
}

/** Targets as training takes them. @param targets [N, D], in their own unit. */
export function scaledTargets(targets: Value, fitted: readonly FittedTargetScaler[]): Value {
  return fitted.reduce(
    (y, { call, learnt }) =>
      buildFor(originOf("scale_target", call), () => scaled(y, call, learnt)),
    targets,
  );
}

/** A head that answers in the unit of the targets, however they were scaled. */
export function inOwnUnit(head: ValueHead, fitted: readonly FittedTargetScaler[]): ValueHead {
  if (fitted.length === 0) return head;
  const { quantiles } = head;
  return {
    kind: "values",
    prediction: (scores) => undone(head.prediction(scores), fitted, quantiles?.levels.length ?? 1),
    ...quantiles && { quantiles: quantilesInOwnUnit(quantiles, fitted) },
  };
}

function quantilesInOwnUnit(
  { levels, at }: Quantiles,
  fitted: readonly FittedTargetScaler[],
): Quantiles {
  return { levels, at: (scores, place) => undone(at(scores, place), fitted, 1) };
}

/** @param width How many numbers answer for each target, side by side. */
function undone(y: Value, fitted: readonly FittedTargetScaler[], width: number): Value {
  const wide = <T>(each: readonly T[]) => each.flatMap((one) => Array<T>(width).fill(one));
  const undoOne = (y: Value, { call, learnt, ranges }: FittedTargetScaler) => {
    const { definition, arguments: args } = call;
    const own = definition.undo(y, learntRows(y, wide(learnt)), args);
    if (args.clamp !== true) return own;
    const lows = wide(ranges.map(({ low }) => low));
    const highs = wide(ranges.map(({ high }) => high));
    return limited(own, { low: lows, high: highs });
  };
  return fitted.reduceRight(
    (y, each) => buildFor(originOf("scale_target", each.call), () => undoOne(y, each)),
    y,
  );
}
