import { codes } from "./codes.ts";
import type { Encoder } from "./encoder.ts";
import { oneHotEncoder } from "./one_hot.ts";

/** Every encoder that an `encode` stage can name. */
export const encoders: readonly Encoder[] = [oneHotEncoder, codes];
