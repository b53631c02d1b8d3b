import { column, either, float, list, optional, string } from "../../dsl/language/signature.ts";
import { tableOf } from "../data/table.ts";
import {
  categories,
  classesOf,
  classNames,
  columns,
  columnsOf,
  defineReader,
  type Reader,
} from "./reader.ts";

/** A table written into the `.pipe` file: `load rows([[1, 2, "a"]], target = x3)`. */
export const rows: Reader = defineReader({
  name: "rows",
  doc: "Takes the rows of the table from the .pipe file itself; columns are x1, x2, ...",
  arguments: {
    values: list(
      list(either(float({ doc: "" }), string({ doc: "" }), { doc: "" }), { doc: "" }),
      { doc: "one list of cells per row" },
    ),
    target: optional(columns("the column to predict, or a list of numeric ones")),
    columns: optional(list(column({ doc: "" }), { doc: "the names of the columns" })),
    categories,
    classes: classNames,
  },
  read({ values, columns: named }) {
    const names = named ?? (values[0] ?? []).map((_, at) => `x${at + 1}`);
    return tableOf({
      name: "rows",
      header: names,
      records: values.map((row) => row.map(String)),
      headerPlace: () => "rows",
      rowPlace: (row) => `rows, row ${row + 1}`,
    });
  },
  targetOf: ({ target }) => columnsOf(target),
  categoriesOf: ({ categories }) => columnsOf(categories),
  classesOf: ({ classes }) => classesOf(classes),
});
