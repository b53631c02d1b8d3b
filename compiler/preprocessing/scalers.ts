import { noScaling } from "./none.ts";
import type { Scaler } from "./scaler.ts";
import { standard } from "./standard.ts";

/** Every scaling of the language. */
export const scalers: readonly Scaler[] = [noScaling, standard];
