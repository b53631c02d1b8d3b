import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { focal } from "./focal.ts";
import { halfSquared } from "./half_squared.ts";
import { hinge } from "./hinge.ts";
import { huber } from "./huber.ts";
import type { Loss } from "./loss.ts";
import { maeLoss } from "./mae.ts";
import { mse } from "./mse.ts";
import { multiMargin } from "./multi_margin.ts";
import { nll } from "./nll.ts";
import { poisson } from "./poisson.ts";
import { quantile } from "./quantile.ts";
import { smoothL1 } from "./smooth_l1.ts";

/** Every loss of the language. */
export const losses: readonly Loss[] = [
  binaryCrossEntropy,
  crossEntropy,
  focal,
  halfSquared,
  hinge,
  huber,
  maeLoss,
  mse,
  multiMargin,
  nll,
  poisson,
  quantile,
  smoothL1,
];
