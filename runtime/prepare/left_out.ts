import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import { tabular } from "../data/column.ts";
import { columnOf, type Frame } from "../data/frame.ts";
import { describeLeftOut, type LeftOut } from "../data/left_out.ts";
import { listed, quoted } from "../data/quoting.ts";

/** Rows are left out silently up to this share of all; the summary of a run says how many in any case. */
const usualShare = 0.1;

/** The words of target columns that no row has any more. */
export function lostClasses(
  before: Frame,
  after: Frame,
  targets: readonly string[],
): readonly string[] {
  return targets.flatMap((name) => {
    const left = new Set(wordsIn(after, name));
    return wordsIn(before, name).filter((word) => !left.has(word));
  });
}

function wordsIn(frame: Frame, name: string): readonly string[] {
  const column = columnOf(frame, name);
  if (!column) return [];
  const cells = tabular(column);
  return cells.kind === "category" ? cells.words : [];
}

/** A warning where many rows are left out, or a class with them. */
export function rowsLeftOut(
  leftOut: LeftOut,
  { lost, targets }: { readonly lost: readonly string[]; readonly targets: readonly string[] },
): Diagnostic[] {
  const { count, of, byColumn } = leftOut;
  // Such rows have nothing to say.
  if (byColumn.every(({ name }) => targets.includes(name))) return [];
  if (lost.length === 0 && count <= usualShare * of) return [];
  const gone = lost.length > 0 ? `; no row of class ${listed(lost)} is left` : "";
  return [warning("W0811", {}, {
    message: `${describeLeftOut(leftOut)}${gone}`,
    help:
      "Fill missing values in instead: impute median, most_frequent; or leave out the columns " +
      `that lack most: ${quoted(byColumn[0].name)}`,
  })];
}

/** Every row of the table, or of its training part, lacks something. */
export function noCompleteRow(leftOut: LeftOut, place: string): Diagnostic {
  return error("E0958", { place }, {
    message: `No row is left to train on: ${describeLeftOut(leftOut)}`,
    help: "Fill missing values in instead: impute median, most_frequent",
  });
}
