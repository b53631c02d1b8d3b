import { cast } from "../ops/cast.ts";
import { equal } from "../ops/equal.ts";
import { reduceMean } from "../ops/reduce_mean.ts";
import { defineMetric } from "./metric.ts";

/** The share of rows whose class is answered right, as `sklearn.metrics.accuracy_score`. */
export const accuracy = defineMetric({
  name: "accuracy",
  doc: "The share of rows answered right, as sklearn.metrics.accuracy_score.",
  arguments: {},
  target: "classes",
  build({ head, scores, targets }) {
    return reduceMean(cast(equal(head.label(scores), targets), "float32"));
  },
});
