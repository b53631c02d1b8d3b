import { constantImputer } from "./constant.ts";
import type { Imputer } from "./imputer.ts";
import { mean } from "./mean.ts";
import { median } from "./median.ts";
import { mostFrequent } from "./most_frequent.ts";

/** Every imputer that an `impute` stage can name. */
export const imputers: readonly Imputer[] = [median, mean, mostFrequent, constantImputer];
