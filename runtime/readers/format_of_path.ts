import { picture } from "./image_folder.ts";

const endings: Readonly<Record<string, string>> = {
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  jsonl: "jsonl",
  ndjson: "jsonl",
  npy: "npy",
  npz: "npz",
  parquet: "parquet",
  bin: "cifar",
  idx: "idx",
};

/** The kind of file that a name tells, as in `load NAME(...)`; nothing where it tells none. */
export function formatOfPath(path: string): string | undefined {
  if (picture.test(path)) return "images";
  const name = path.toLowerCase().replace(/\.gz$/, "").replace(/-idx\d-ubyte$/, ".idx");
  const [, ending = ""] = /\.([^./\\]+)$/.exec(name) ?? [];
  return endings[ending];
}
