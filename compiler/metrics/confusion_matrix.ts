import { matmul } from "../ops/matmul.ts";
import { defineMetric } from "./metric.ts";

/** How many rows of each class (down) are answered as each (across), as `sklearn.metrics.confusion_matrix`. */
export const confusionMatrix = defineMetric({
  name: "confusion_matrix",
  doc: "How many rows of each class (down) are answered as each class (across), as " +
    "sklearn.metrics.confusion_matrix.",
  arguments: {},
  target: "classes",
  shape: () => "matrix",
  build: ({ truth, answer }) => matmul(truth, answer, { transposeA: true }),
});
