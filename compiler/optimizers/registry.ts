import { adadelta } from "./adadelta.ts";
import { adagrad } from "./adagrad.ts";
import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import { lion } from "./lion.ts";
import { nadam } from "./nadam.ts";
import type { Optimizer } from "./optimizer.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

/** Every optimizer of the language. */
export const optimizers: readonly Optimizer[] = [
  sgd,
  adam,
  adamw,
  rmsprop,
  adagrad,
  adadelta,
  nadam,
  lion,
];
