import { boolean, float, list, optional, schedulable } from "../../dsl/language/signature.ts";
import { countOf, sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { reshape } from "../ops/reshape.ts";
import { sub } from "../ops/sub.ts";
import { defineLayer, type TrainingContext } from "./layer.ts";
import { affineArguments, type Moments, normalized, vectorOf } from "./normalized.ts";
import { numbers } from "./start.ts";

/**
 * Each value of the last axis with mean 0 and variance 1 over all other axes: y = (x - μ) / √(σ² + ε)
 * γ + β. While training, μ and σ² are the batch's, and running ones follow them; otherwise the running
 * ones are used. As `torch.nn.BatchNorm1d` (whose channels are axis 1 where there are three axes; here
 * they are the last one): the running variance takes the unbiased one.
 * Shapes: x [...d, n] -> y [...d, n], with weight γ and bias β [n].
 * @see Ioffe and Szegedy, "Batch Normalization".
 */
export const batchNorm = defineLayer({
  name: "batch_norm",
  doc:
    "Normalizes each feature over the batch, (x - μ) / √(σ² + ε) γ + β, running means for use, as torch.nn.BatchNorm1d.",
  arguments: {
    momentum: schedulable(float({
      min: 0,
      max: 1,
      default: 0.1,
      doc: "how much of a batch's μ and σ² counts",
    })),
    eps: float({ above: 0, default: 1e-5, doc: "ε: keeps the quotient finite" }),
    affine: boolean({ default: true, doc: "whether it has γ and β" }),
    ...affineArguments,
    running_mean: optional({
      ...numbers,
      doc: "the running means that it starts with; 0 unless given",
    }),
    running_var: optional(list(float({ min: 0, doc: "a variance" }), {
      doc: "the running variances that it starts with; 1 unless given",
    })),
  },
  mixesRows: true,
  build(context, { momentum, eps, affine, running_mean, running_var, ...rest }) {
    const { input: x, training } = context;
    const width = sizeOf(x.type.shape.at(-1));
    const buffer = (name: string, values: readonly number[] | undefined, preset: number) =>
      context.buffer(name, [width], vectorOf(context, name, { values, preset }));
    const running = {
      mean: buffer("running_mean", running_mean, 0),
      variance: buffer("running_var", running_var, 1),
    };
    const batch = training && batchStatistics(x, training.rowWeight);
    if (training && batch) follow(training, { running, batch, momentum });
    const moments = batch ?? running;
    return normalized(context, { ...moments, eps, affine, switchedBy: "affine", ...rest });
  },
});

interface BatchMoments extends Moments {
  /** Σ (x - μ)² / (n - 1), where `variance` divides by n. */
  readonly unbiased: Value;
}

/** Mean and variance over all axes but the last, each [n]. @param weight float32 [B, 1], of sum 1. */
function batchStatistics(x: Value, weight: Value | undefined): BatchMoments {
  const axes = x.type.shape.slice(1).map((_, index) => -2 - index);
  const each = weight && shareOf(x, weight);
  const average = (y: Value) => each ? reduceSum(mul(y, each), { axes }) : reduceMean(y, { axes });
  const mean = average(x);
  const deviation = sub(x, mean);
  const variance = average(mul(deviation, deviation));
  return { mean, variance, unbiased: mul(variance, correction(x, each)) };
}

/** The weight of each element, [B, 1, ..., 1], of sum 1 over all axes but the last. */
function shareOf(x: Value, weight: Value): Value {
  const { shape } = x.type;
  const inner = shape.slice(1, -1);
  const spread = reshape(weight, [...shape.slice(0, 1), ...inner.map(() => 1), 1]);
  return mul(spread, scalar(1 / countOf(inner)));
}

/** n / (n - 1), which is 1 / (1 - Σ w²) for weights w of sum 1. */
function correction(x: Value, each: Value | undefined): Value {
  const count = countOf(x.type.shape.slice(0, -1));
  if (!each) return scalar(count / (count - 1));
  const inner = countOf(x.type.shape.slice(1, -1));
  const squares = mul(reduceSum(mul(each, each)), scalar(inner));
  return div(scalar(1), sub(scalar(1), squares));
}

/** Moves the running statistics towards the batch's. */
function follow(
  { scheduled, updateBuffer }: TrainingContext,
  { running, batch, momentum }: {
    readonly running: Moments;
    readonly batch: BatchMoments;
    readonly momentum: number;
  },
): void {
  const { value: share, rest } = scheduled("momentum") ??
    { value: scalar(momentum), rest: scalar(1 - momentum) };
  const towards = (old: Value, now: Value) => add(mul(old, rest), mul(now, share));
  updateBuffer("running_mean", towards(running.mean, batch.mean));
  updateBuffer("running_var", towards(running.variance, batch.unbiased));
}
