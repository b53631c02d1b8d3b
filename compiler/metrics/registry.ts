import { accuracy } from "./accuracy.ts";
import { balancedAccuracy } from "./balanced_accuracy.ts";
import { brier } from "./brier.ts";
import { cohenKappa } from "./cohen_kappa.ts";
import { confusionMatrix } from "./confusion_matrix.ts";
import { coverage } from "./coverage.ts";
import { explainedVariance } from "./explained_variance.ts";
import { f1 } from "./f1.ts";
import { logLoss } from "./log_loss.ts";
import { mae } from "./mae.ts";
import { mape } from "./mape.ts";
import { mcc } from "./mcc.ts";
import { medianAbsoluteError } from "./median_absolute_error.ts";
import type { Metric } from "./metric.ts";
import { mseMetric } from "./mse.ts";
import { prAuc } from "./pr_auc.ts";
import { precision } from "./precision.ts";
import { r2 } from "./r2.ts";
import { recall } from "./recall.ts";
import { rmse } from "./rmse.ts";
import { rocAuc } from "./roc_auc.ts";
import { topK } from "./top_k.ts";

/** Every metric of the language. */
export const metrics: readonly Metric[] = [
  accuracy,
  balancedAccuracy,
  brier,
  cohenKappa,
  confusionMatrix,
  coverage,
  explainedVariance,
  f1,
  logLoss,
  mae,
  mape,
  mcc,
  medianAbsoluteError,
  mseMetric,
  prAuc,
  precision,
  r2,
  recall,
  rmse,
  rocAuc,
  topK,
];
