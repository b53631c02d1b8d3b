import { dataset } from "./dataset.ts";
import { fileReader } from "./file_reader.ts";
import { formats } from "./formats.ts";
import type { Reader } from "./reader.ts";
import { rows } from "./rows.ts";

/** Every reader that a `load` stage can name. */
export const readers: readonly Reader[] = [...formats.map(fileReader), dataset, rows];
