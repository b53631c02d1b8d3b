/**
 * What a `load` stage can say. Reading stands elsewhere: a text can be checked where there are no
 * files, as in a browser.
 * @module
 */
import {
  type ArgumentSpec,
  cell,
  column,
  either,
  list,
  optional,
  path,
  type Signature,
} from "../../dsl/language/signature.ts";

import { csvOptions } from "./csv_options.ts";

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

/** `load csv("../data/iris.csv", target = species)` */
export const csvSignature = {
  name: "csv",
  doc: "Reads a table from a CSV file, as pandas' read_csv; .gz is decompressed.",
  arguments: {
    path: path({ doc: "the file, relative to the .pipe file" }),
    target: roles.target,
    ignore: optional(columns("the columns to leave out")),
    categories: roles.categories,
    classes: roles.classes,
    ...csvOptions,
  },
} satisfies Signature;

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

/** Every name that a `load` stage can have. */
export const readerSignatures: readonly Signature[] = [
  csvSignature,
  datasetSignature,
  rowsSignature,
];
