import { csv } from "./csv.ts";
import { dataset } from "./dataset.ts";
import type { Reader } from "./reader.ts";
import { rows } from "./rows.ts";

/** Every reader that a `load` stage can name. */
export const readers: readonly Reader[] = [csv, dataset, rows];
