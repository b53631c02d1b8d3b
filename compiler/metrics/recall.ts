import { average, averaged, averageShape, checkAverage, ratio } from "./counts.ts";
import { defineMetric } from "./metric.ts";

/** Of the rows of a class, the share answered as it, as `sklearn.metrics.recall_score`; 0 where there are none. */
export const recall = defineMetric({
  name: "recall",
  doc: "Of the rows of a class, the share answered as it, averaged over the classes, as " +
    "sklearn.metrics.recall_score (0 where there are none).",
  arguments: { average },
  bounds: [0, 1],
  better: "higher",
  target: "labels",
  shape: averageShape,
  problem: checkAverage,
  build: (context, { average }) =>
    averaged(context, average, ({ right, actual }) => ratio(right, actual)),
});
