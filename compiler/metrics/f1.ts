import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { mul } from "../ops/mul.ts";
import { average, averaged, averageShape, checkAverage, ratio } from "./counts.ts";
import { defineMetric } from "./metric.ts";

/** The harmonic mean of precision and recall, as `sklearn.metrics.f1_score`. */
export const f1 = defineMetric({
  name: "f1",
  doc: "The harmonic mean of precision p and recall r of each class, 2 p r / (p + r), averaged " +
    "over the classes, as sklearn.metrics.f1_score.",
  arguments: { average },
  bounds: [0, 1],
  better: "higher",
  target: "labels",
  shape: averageShape,
  problem: checkAverage,
  build: (context, { average }) =>
    averaged(
      context,
      average,
      ({ right, answered, actual }) => ratio(mul(scalar(2), right), add(answered, actual)),
    ),
});
