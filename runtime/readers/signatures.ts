/**
 * What a `load` stage can say. Reading stands elsewhere: a text can be checked where there are no
 * files, as in a browser.
 * @module
 */
import {
  type ArgumentSpec,
  type ArgumentTable,
  cell,
  column,
  either,
  int,
  list,
  optional,
  path,
  type Signature,
  word,
} from "../../dsl/language/signature.ts";

import { csvOptions, missingRows } from "./csv_options.ts";

/** One column, or a list of them. */
function columns(doc: string): ArgumentSpec<string | readonly string[]> {
  const one = column({ doc });
  return either(one, list(one, { doc }), { doc });
}

/** What readers of tables have in common. */
const roles = {
  target: optional(columns("the column to predict, or a list of numeric ones")),
  categories: optional(
    columns("the feature columns that are words: each word becomes a feature of 0 and 1"),
  ),
  classes: optional(list(cell({ doc: "" }), {
    doc: "all classes of the target in the order of their codes; those in the data unless given",
  })),
};

/** What a text may say of a kind of file. */
export interface FormatSignature<A extends ArgumentTable = ArgumentTable> {
  /** What it is called in texts. */
  readonly name: string;
  /** One sentence for the reference. */
  readonly doc: string;
  /** How rows are found in it. */
  readonly options: A;
  /** The target, where its files have one by themselves. */
  readonly label?: string;
  /** Whether the labels may stand in a file of their own. */
  readonly hasLabels?: boolean;
}

/** A table as text. */
export const csvSignature = {
  name: "csv",
  doc: "Reads a table from a CSV file, as pandas' read_csv; .gz is decompressed.",
  options: csvOptions,
} satisfies FormatSignature;

const { sep: _, ...withoutSeparator } = csvOptions;

/** The same with tabs. */
export const tsvSignature = {
  name: "tsv",
  doc: 'Reads a table with tabs between cells, like csv with sep = "\\t".',
  options: withoutSeparator,
} satisfies FormatSignature;

/** Arrays of numbers or texts by name, of which some are features. */
const arrayOptions = {
  features: optional(
    columns("the arrays to make features of; all that are no target, unless given"),
  ),
  missing_rows: missingRows,
};

/** An array, or a dict of them. */
export const npySignature = {
  name: "npy",
  doc: "Reads an array that NumPy saved, or a pickled dict of arrays; of uint8, also images.",
  options: arrayOptions,
  hasLabels: true,
} satisfies FormatSignature;

/** Several arrays. */
export const npzSignature = {
  name: "npz",
  doc: "Reads the arrays of an .npz archive of NumPy; target names one of them.",
  options: arrayOptions,
} satisfies FormatSignature;

/** Pictures, with their labels in another file. */
export const idxSignature = {
  name: "idx",
  doc: "Reads images, or other arrays, in the IDX format of MNIST; .gz is decompressed.",
  options: {},
  hasLabels: true,
} satisfies FormatSignature;

/** Pictures with their labels. */
export const cifarSignature = {
  name: "cifar",
  doc: "Reads images of CIFAR-10 or CIFAR-100 in the binary version.",
  options: {},
  label: "label",
} satisfies FormatSignature;

/** A table of values with types, a line a row. */
export const jsonlSignature = {
  name: "jsonl",
  doc: "Reads a table as JSON lines, an object a row; .gz is decompressed.",
  options: { missing_rows: missingRows },
} satisfies FormatSignature;

/** A table of values with types, column by column. */
export const parquetSignature = {
  name: "parquet",
  doc: "Reads a table from a Parquet file.",
  options: { missing_rows: missingRows },
} satisfies FormatSignature;

const pixels = int({ min: 1, max: 4096, doc: "" });

/** Pictures in folders. */
export const imagesSignature = {
  name: "images",
  doc: "Reads PNG and JPEG pictures from a folder that has a folder for each class, or those in " +
    "folders train, valid and test.",
  options: {
    mode: word(["auto", "grey", "rgb"], {
      default: "auto",
      doc: "one channel or three; auto is grey where every picture is",
    }),
    size: optional(either(list(pixels, { doc: "" }), pixels, {
      doc: "what pictures of different sizes are brought to: [height, width], or a number for both",
    })),
  },
  label: "label",
} satisfies FormatSignature;

/** `load csv("../data/iris.csv", target = species)` */
export function callOfFormat({ name, doc, options, hasLabels }: FormatSignature) {
  return {
    name,
    doc,
    arguments: {
      path: path({ doc: "the file, relative to the .pipe file" }),
      ...hasLabels && { labels: optional(path({ doc: "a file with the label of each row" })) },
      target: roles.target,
      ignore: optional(columns("the columns to leave out")),
      categories: roles.categories,
      classes: roles.classes,
      ...options,
    },
  } satisfies Signature;
}

/** `load dataset("../data/iris.yaml")` */
export const datasetSignature = {
  name: "dataset",
  doc: "Reads the table that a YAML manifest describes: file, format, columns, target and parts.",
  arguments: {
    path: path({ doc: "the manifest, relative to the .pipe file" }),
  },
} satisfies Signature;

/** `load rows([[1, 2, "a"]], target = x3)` */
export const rowsSignature = {
  name: "rows",
  doc: "Takes the rows of the table from the .pipe file itself; columns are x1, x2, ...",
  arguments: {
    values: list(list(cell({ doc: "" }), { doc: "" }), { doc: "one list of cells per row" }),
    target: roles.target,
    columns: optional(list(column({ doc: "" }), { doc: "the names of the columns" })),
    categories: roles.categories,
    classes: roles.classes,
  },
} satisfies Signature;

/** Every kind of file. */
export const formatSignatures: readonly FormatSignature[] = [
  csvSignature,
  tsvSignature,
  npySignature,
  npzSignature,
  idxSignature,
  cifarSignature,
  imagesSignature,
  jsonlSignature,
  parquetSignature,
];

/** Every name that a `load` stage can have. */
export const readerSignatures: readonly Signature[] = [
  ...formatSignatures.map(callOfFormat),
  datasetSignature,
  rowsSignature,
];
