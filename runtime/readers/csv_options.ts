import {
  type ArgumentsOf,
  type ArgumentSpec,
  boolean,
  cell,
  column,
  either,
  int,
  list,
  optional,
  string,
  word,
} from "../../dsl/language/signature.ts";
import { type CsvLayout, encodings } from "../formats/csv_layout.ts";

/** What becomes of rows with holes. */
export const missingRows: ArgumentSpec<"error" | "drop"> = word(["error", "drop"], {
  default: "error",
  doc:
    "what becomes of rows with a missing value, as dropna: drop leaves them out, and counts them",
});

/** How a table is found in a text: the options of pandas' `read_csv`, under its names and with its meanings. */
export const csvOptions = {
  sep: optional(either(word(["whitespace"], { doc: "" }), string({ doc: "" }), {
    doc:
      'what stands between cells: ";", "\\t", or whitespace for runs of blanks; "," unless given',
  })),
  header: boolean({ default: true, doc: "whether the first row names the columns" }),
  names: optional(list(column({ doc: "" }), {
    doc: "the names of all columns, instead of those in the header; x1, x2, ... without either",
  })),
  index_col: optional(either(int({ min: 0, doc: "" }), column({ doc: "" }), {
    doc: "a column that only counts the rows, by its place from 0 or its name: it is left out",
  })),
  usecols: optional(list(column({ doc: "" }), { doc: "the only columns that are read" })),
  skiprows: optional(either(int({ min: 0, doc: "" }), list(int({ min: 0, doc: "" }), { doc: "" }), {
    doc: "how many lines are skipped at the start, or which lines, from 0",
  })),
  nrows: optional(int({ min: 1, doc: "how many rows are read; all unless given" })),
  quotechar: string({
    default: '"',
    doc: "what stands around a cell that holds a separator; an empty text for nothing",
  }),
  comment: optional(string({ doc: "what lines start with that are skipped" })),
  decimal: string({ default: ".", doc: 'the decimal point: "," in many countries' }),
  thousands: optional(string({ doc: "what stands between thousands of a number" })),
  na_values: optional(either(list(cell({ doc: "" }), { doc: "" }), cell({ doc: "" }), {
    doc: 'what stands for a missing value, besides nothing, such as "?"; -999 is -999.0 too',
  })),
  missing_rows: missingRows,
  encoding: word(encodings, { default: "utf-8", doc: "the encoding of the text" }),
  bad_rows: word(["error", "drop"], {
    default: "error",
    doc: "what becomes of rows with more or fewer cells than the header, as on_bad_lines",
  }),
} satisfies Readonly<Record<string, ArgumentSpec<unknown>>>;

/** What a call says of these. */
export type CsvOptions = ArgumentsOf<typeof csvOptions>;

/** The layout of a text that is read with these options. */
export function layoutOf(options: CsvOptions): CsvLayout {
  const { sep, header, names, index_col, skiprows, nrows, quotechar, comment } = options;
  const { decimal, thousands, na_values, encoding, bad_rows } = options;
  return {
    ...sep !== undefined && { separator: sep },
    hasHeader: header,
    ...names && { names: names.map((name) => name.trim()) },
    ...typeof index_col === "number" && { indexPlace: index_col },
    ...typeof skiprows === "number"
      ? { skippedLines: skiprows }
      : skiprows && { linesLeftOut: new Set(skiprows) },
    ...nrows !== undefined && { rows: nrows },
    quote: quotechar,
    ...comment !== undefined && { comment },
    decimal,
    ...thousands !== undefined && { thousands },
    missing: na_values === undefined ? [] : [na_values].flat().map(String),
    encoding,
    dropsBadRows: bad_rows === "drop",
  };
}

/** Whether a column is the one that only counts the rows. */
export function isIndex(
  { index_col }: Pick<CsvOptions, "index_col">,
  { name, place }: { readonly name: string; readonly place: number },
): boolean {
  return index_col === name || index_col === place;
}
