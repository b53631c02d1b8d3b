import { countsOf, isSome, meanWhere, ratio } from "./counts.ts";
import { defineMetric } from "./metric.ts";

/** The mean of each class's recall, as `sklearn.metrics.balanced_accuracy_score`. */
export const balancedAccuracy = defineMetric({
  name: "balanced_accuracy",
  doc: "The mean, over the classes that occur, of the share of their rows answered right, as " +
    "sklearn.metrics.balanced_accuracy_score.",
  arguments: {},
  bounds: [0, 1],
  better: "higher",
  target: "classes",
  build(context) {
    const { right, actual } = countsOf(context);
    return meanWhere(isSome(actual), ratio(right, actual));
  },
});
