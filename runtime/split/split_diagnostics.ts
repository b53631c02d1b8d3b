/**
 * What a split asks of the data and the data cannot give, E0870 to E0879: one function per code. Where they
 * are shown is the stage, or the cell.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { counted, listed, quoted } from "../data/quoting.ts";

/** Classes of a single row, which cannot be in two parts. */
export function singleInStratum(count: number): Diagnostic {
  return error("E0870", {}, {
    message: `${counted(count, "class")} ${count === 1 ? "has" : "have"} a single row here, ` +
      "which cannot be in two parts",
    help: "Leave stratify out, or leave out the rows of such classes",
  });
}

/** A part that is too small for a row of each class. */
export function fewerThanStrata(rows: number, strata: number): Diagnostic {
  return error("E0871", {}, {
    message: `A part of ${counted(rows, "row")} has no place for each of ${strata} classes`,
    help: "Ask for a larger share, or leave stratify out",
  });
}

/** Nothing to stratify by. */
export function noClassesToStratify(): Diagnostic {
  return error("E0872", {}, {
    message: "stratify = true goes by the classes of the target, and the target has none",
    help: "Name a column instead: stratify = region; or leave stratify out",
  });
}

/** A word of a column of parts that stands for none. */
export function unknownPartWord(
  words: readonly string[],
  { column, rows }: { readonly column: string; readonly rows: number },
): Diagnostic {
  const shown = words.slice(0, 3).map(quoted).join(", ") + (words.length > 3 ? ", ..." : "");
  return error("E0873", {}, {
    message: `Column ${quoted(column)} says ${shown} in ${counted(rows, "row")}, ` +
      "which is the name of no part",
    help: `Say which part that is: by_column(${listed([column])}, train = [${quoted(words[0])}])`,
  });
}

/** A column with gaps where each row needs a value. */
export function missingSplitKey(column: string, count: number): Diagnostic {
  return error("E0874", {}, {
    message: `Column ${quoted(column)} has no value in ${counted(count, "row")}`,
    help: "Fill it in, or leave out such rows: missing_rows = drop",
  });
}
