import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { ClassTarget } from "../data/classes.ts";
import { isMissing, type TableColumn, valueAt } from "../data/column.ts";
import type { Dataset } from "../data/dataset.ts";
import { tableFeatures } from "../data/feature_columns.ts";
import type { LookedAt } from "./looked_at.ts";
import { answerGiven } from "./profile_diagnostics.ts";

/** With fewer rows of each class it may be chance. */
const rowsPerClass = 5;

/** The columns that say the class themselves, in other words: a model that is given them learns nothing else. */
export function answersGiven(
  { columns, target }: Pick<Dataset, "columns" | "target">,
  { frame: { name: place }, train, said }: LookedAt,
): Diagnostic[] {
  // Where there is one feature, nobody hopes to learn anything else.
  if (target?.kind !== "classes" || columns.length < 2) return [];
  return tableFeatures(columns)
    .filter(({ schema, cells }) => !said.has(schema.name) && saysClass(cells, target, train))
    .map(({ schema: { name } }) => answerGiven(name, { target: target.name, place }));
}

/** Whether each value of a column stands for one class, and each class for one value. */
function saysClass(
  column: TableColumn,
  { classes, codes }: ClassTarget,
  rows: Int32Array,
): boolean {
  const valueOf = new Map<number, number>();
  const classOf = new Map<number, number>();
  const counts = new Map<number, number>();
  for (const row of rows) {
    if (isMissing(column, row)) return false;
    const value = column.kind === "number" ? valueAt(column, row) : column.codes[row];
    const code = codes[row];
    if ((valueOf.get(code) ?? value) !== value || (classOf.get(value) ?? code) !== code) {
      return false;
    }
    valueOf.set(code, value);
    classOf.set(value, code);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts.size > 1 && counts.size === classes.length &&
    [...counts.values()].every((count) => count >= rowsPerClass);
}
