import { optional, path } from "../../dsl/language/signature.ts";
import { Problems } from "../data/problems.ts";
import { conflictingRoles, repeatedColumn, unknownColumn } from "../data/stage_diagnostics.ts";
import { type Table, tableFromCsv } from "../data/table.ts";
import {
  categories,
  classesOf,
  classNames,
  columns,
  columnsOf,
  defineReader,
  type Reader,
} from "./reader.ts";

/** A table from a CSV file: `load csv("../data/iris.csv", target = species)`. */
export const csv: Reader = defineReader({
  name: "csv",
  doc: "Reads a table from a CSV file with a header; cells are separated by commas.",
  arguments: {
    path: path({ doc: "the file, relative to the .pipe file" }),
    target: optional(columns("the column to predict, or a list of numeric ones")),
    ignore: optional(columns("the columns to leave out")),
    categories,
    classes: classNames,
  },
  async read({ path, target, ignore, categories }, context) {
    const text = await context.readText(path);
    const table = tableFromCsv(context.displayName(path), text);
    return without(table, {
      ignored: columnsOf(ignore),
      target: columnsOf(target),
      categories: columnsOf(categories),
    });
  },
  targetOf: ({ target }) => columnsOf(target),
  categoriesOf: ({ categories }) => columnsOf(categories),
  classesOf: ({ classes }) => classesOf(classes),
});

/**
 * The table without some columns.
 * @throws {PenstockError} If one is not there, is listed twice, or is a target or a category.
 */
function without(
  table: Table,
  { ignored, target, categories }: Readonly<
    Record<"ignored" | "target" | "categories", readonly string[]>
  >,
): Table {
  const problems = new Problems();
  const where = { place: table.name };
  const names = table.columns.map((column) => column.name);
  for (const name of new Set(ignored)) {
    const count = ignored.filter((each) => each === name).length;
    if (count > 1) problems.add(() => repeatedColumn(name, where));
    for (const [role, list] of [["the target", target], ["a category", categories]] as const) {
      if (!list.includes(name)) continue;
      problems.add(() => conflictingRoles(name, [role, "ignored"], where));
    }
    if (!names.includes(name)) {
      problems.add(() => unknownColumn(name, { ...where, columns: names }));
    }
  }
  problems.throwIfAny();
  return { ...table, columns: table.columns.filter((column) => !ignored.includes(column.name)) };
}
