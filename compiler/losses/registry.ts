import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import { crossEntropy } from "./cross_entropy.ts";
import type { Loss } from "./loss.ts";
import { mse } from "./mse.ts";

/** Every loss of the language. */
export const losses: readonly Loss[] = [binaryCrossEntropy, crossEntropy, mse];
