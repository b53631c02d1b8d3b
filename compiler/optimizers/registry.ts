import type { Optimizer } from "./optimizer.ts";
import { sgd } from "./sgd.ts";

/** Every optimizer of the language. */
export const optimizers: readonly Optimizer[] = [sgd];
