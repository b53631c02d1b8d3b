import { holdout } from "./holdout.ts";
import { none } from "./none.ts";
import type { Splitter } from "./splitter.ts";

/** Every splitter that a `split` stage can name. */
export const splitters: readonly Splitter[] = [holdout, none];
