import { cifar } from "./cifar.ts";
import { csv } from "./csv.ts";
import type { FileFormat } from "./file_format.ts";
import { idx } from "./idx.ts";
import { images } from "./images.ts";
import { jsonl } from "./jsonl.ts";
import { npy } from "./npy.ts";
import { npz } from "./npz.ts";
import { parquet } from "./parquet.ts";
import { tsv } from "./tsv.ts";

/** Every kind of file that rows are read from. */
export const formats: readonly FileFormat[] = [
  csv,
  tsv,
  npy,
  npz,
  idx,
  cifar,
  images,
  jsonl,
  parquet,
];
