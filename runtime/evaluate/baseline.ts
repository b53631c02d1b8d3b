/** What always giving the same answer would be worth: a model is to be better. */
import type { Baseline, Scores } from "../../report/input/metrics.ts";
import type { Target } from "../data/dataset.ts";
import { floatsOf, type HostTensor, intsOf } from "../engine/tensor.ts";
import type { Prepared, PreparedPart } from "../prepare/prepare.ts";
import { meanOf } from "./mean.ts";

/**
 * The baselines of a prepared pipeline; none without a target.
 * @see scikit-learn's `DummyClassifier(strategy="most_frequent")` and `DummyRegressor`.
 */
export function baselinesOf(
  { dataset: { target }, parts }: Pick<Prepared, "dataset" | "parts">,
): readonly Baseline[] {
  const train = parts.find(({ name }) => name === "train");
  if (!target || !train?.truth) return [];
  if (target.kind === "classes") return [mostFrequentClass(target, parts, train.truth)];
  const columns = columnsOf(train.truth);
  if (target.kind === "indicators") {
    const says = columns.map((column) =>
      column.filter((value) => value > 0).length * 2 > column.length ? 1 : 0
    );
    return [{
      answer: "most_frequent",
      says,
      parts: judged(parts, (truth) => agreement(truth, says)),
    }];
  }
  const scored = (says: readonly number[]) => judged(parts, (truth) => errors(truth, says));
  const [means, medians] = [columns.map(meanOf), columns.map(median)];
  return [
    { answer: "mean", says: means, parts: scored(means) },
    { answer: "median", says: medians, parts: scored(medians) },
  ];
}

function mostFrequentClass(
  { classes }: Target & { readonly kind: "classes" },
  parts: readonly PreparedPart[],
  train: HostTensor,
): Baseline {
  const counts = classes.map(() => 0);
  for (const code of intsOf(train)) counts[code] += 1;
  const most = counts.indexOf(Math.max(...counts));
  const accuracy = (truth: HostTensor) => share(intsOf(truth), (code) => code === most);
  return {
    answer: "most_frequent",
    says: classes[most],
    parts: judged(parts, (truth) => ({ accuracy: accuracy(truth) })),
  };
}

function judged(
  parts: readonly PreparedPart[],
  judge: (truth: HostTensor) => Scores,
): Baseline["parts"] {
  return Object.fromEntries(
    parts.flatMap(({ name, truth }) => truth ? [[name, judge(truth)]] : []),
  );
}

/** How many rows have all of some labels. */
function agreement(truth: HostTensor, says: readonly number[]): Scores {
  const columns = columnsOf(truth);
  const rows = Array.from(columns[0], (_, row) => row);
  return {
    accuracy: share(rows, (row) => columns.every((column, at) => column[row] === says[at])),
  };
}

/** The means over rows and targets, as the metrics take them. */
function errors(truth: HostTensor, says: readonly number[]): Scores {
  const columns = columnsOf(truth);
  const errorOf = (loss: (error: number) => number) =>
    meanOf(columns.map((column, at) => meanOf(column.map((value) => loss(value - says[at])))));
  return { mse: errorOf((error) => error * error), mae: errorOf(Math.abs) };
}

/** Numbers [rows, targets] by target. */
function columnsOf(tensor: HostTensor): readonly Float64Array[] {
  const [rows = 0, width = 1] = tensor.shape;
  const data = floatsOf(tensor);
  return Array.from(
    { length: width },
    (_, at) => Float64Array.from({ length: rows }, (_, row) => data[row * width + at]),
  );
}

/** Of an even number of values, the mean of the two in the middle. */
function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

function share<T>(values: Iterable<T>, holds: (value: T) => boolean): number {
  const all = [...values];
  return all.filter(holds).length / all.length;
}
