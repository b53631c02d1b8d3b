import { byColumn } from "./by_column.ts";
import { groupSplit } from "./group.ts";
import { hashSplit } from "./hash.ts";
import { holdout } from "./holdout.ts";
import { none } from "./none.ts";
import { sample } from "./sample.ts";
import type { Splitter } from "./splitter.ts";
import { time } from "./time.ts";

/** Every splitter that a `split` stage can name. */
export const splitters: readonly Splitter[] = [
  holdout,
  sample,
  byColumn,
  groupSplit,
  time,
  hashSplit,
  none,
];
