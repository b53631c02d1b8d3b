import { average, averaged, averageShape, checkAverage, ratio } from "./counts.ts";
import { defineMetric } from "./metric.ts";

/** Of the rows answered as a class, the share that has it, as `sklearn.metrics.precision_score`; 0 where there are none. */
export const precision = defineMetric({
  name: "precision",
  doc: "Of the rows answered as a class, the share that has it, averaged over the classes, as " +
    "sklearn.metrics.precision_score (0 where there are none).",
  arguments: { average },
  bounds: [0, 1],
  better: "higher",
  target: "labels",
  shape: averageShape,
  problem: checkAverage,
  build: (context, { average }) =>
    averaged(context, average, ({ right, answered }) => ratio(right, answered)),
});
