import { log1pTarget } from "./log1p.ts";
import { minmaxTarget } from "./minmax.ts";
import { standardTarget } from "./standard.ts";
import type { TargetScaler } from "./target_scaler.ts";

/** Every scaler that a `scale_target` stage can name. */
export const targetScalers: readonly TargetScaler[] = [standardTarget, log1pTarget, minmaxTarget];
