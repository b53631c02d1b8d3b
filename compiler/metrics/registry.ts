import { accuracy } from "./accuracy.ts";
import { mae } from "./mae.ts";
import type { Metric } from "./metric.ts";

/** Every metric of the language. */
export const metrics: readonly Metric[] = [accuracy, mae];
