/** Metrics that are shares of the rows, so that differences of them are points. */
const shareMetrics = new Set(["accuracy", "balanced_accuracy", "top_k_accuracy", "top_k"]);
/** Those of them that count rows, so that one row is worth 1 / rows. */
const countingMetrics = new Set(["accuracy", "top_k_accuracy", "top_k"]);
/** Metrics in the unit of the target. */
const inUnit = new Set(["mae", "rmse", "median_absolute_error"]);
const lowerIsBetter = new Set([...inUnit, "mse", "mape", "brier", "log_loss"]);

const long: Readonly<Record<string, string>> = {
  mae: "mean absolute error",
  mse: "mean squared error",
  rmse: "root mean squared error",
  r2: "R²",
  roc_auc: "ROC AUC",
  pr_auc: "PR AUC",
  f1: "F1",
};

/** Whether a metric is a share of the rows. */
export function isShareMetric(metric: string): boolean {
  return shareMetrics.has(metric);
}

/** Whether a metric counts rows. */
export function isCountingMetric(metric: string): boolean {
  return countingMetrics.has(metric);
}

/** Whether less of a metric is better, as of the loss. */
export function isLowerBetter(metric: string): boolean {
  return metric === "loss" || lowerIsBetter.has(metric);
}

/** A metric in words: `mean absolute error`. */
export function metricWords(metric: string): string {
  return long[metric] ?? metric.replaceAll("_", " ");
}

/** What is lost of a metric: `points of accuracy lost`, `mpg added to the mean absolute error`. */
export function lossUnit(metric: string, target: string): string {
  if (isShareMetric(metric)) return `points of ${metricWords(metric)} lost`;
  if (inUnit.has(metric)) return `${target} added to the ${metricWords(metric)}`;
  return lowerIsBetter.has(metric)
    ? `added to the ${metricWords(metric)}`
    : `${metricWords(metric)} lost`;
}
