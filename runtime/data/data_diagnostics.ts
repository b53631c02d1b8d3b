/**
 * The mistakes in data, E0401 to E0416: one function per code. A `place` is a table's name or
 * what `Table.placeOf` gives. What a stage asks of the data is in `stage_diagnostics.ts`.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import { clothingOf } from "./clothing.ts";
import { isMissingWord } from "./missing_words.ts";
import { inTotal, type OddCells, otherCells } from "./odd_cells.ts";
import { counted, listed, quoted, written } from "./quoting.ts";

/** CSV text whose quotes do not pair up. */
export function brokenCsv(reason: string, place: string): Diagnostic {
  return error("E0401", { place }, {
    message: `This row cannot be read: ${reason}`,
    help: `Quote a cell as a whole, and write a quote inside it twice: "5"" pipe"`,
  });
}

/** A file without even a header. */
export function emptyTable(place: string): Diagnostic {
  return error("E0402", { place }, {
    message: "There is nothing in this table",
    help: "Give it a header with the column names, and at least one row",
  });
}

/** A header, and nothing below it. */
export function headerWithoutRows(place: string): Diagnostic {
  return error("E0403", { place }, {
    message: "This table has no rows",
    help: "Add rows below the header, or load another table",
  });
}

/** An empty cell in the header; `position` counts from 1. */
export function namelessColumn(position: number, place: string): Diagnostic {
  return error("E0404", { place }, {
    message: `Column ${position} has no name`,
    help: `Where it only counts the rows, say so: index_col = ${
      position - 1
    }. Else name it in the header`,
  });
}

/** The same name twice in the header. */
export function duplicateColumn(name: string, place: string): Diagnostic {
  return error("E0405", { place }, {
    message: `More than one column is named ${quoted(name)}`,
    help: "Give each column a name of its own",
  });
}

/** Rows that are longer or shorter than the header. */
export interface RaggedRows {
  count: number;
  /** The first few. */
  readonly first: { readonly cells: number; readonly place: string }[];
  /** Whether all have as many cells. */
  isAlike: boolean;
}

/** What they are held to. */
export interface RowShape {
  /** The names of the columns. */
  readonly header: readonly string[];
  /** Whether every row of the table is one of them. */
  readonly isEvery: boolean;
}

/** Rows that are longer or shorter than the header, all in one. */
export function raggedRows(
  { count, first, isAlike }: RaggedRows,
  { header, isEvery }: RowShape,
): Diagnostic {
  const [{ cells, place }] = first;
  const expected = header.length;
  const isShifted = isEvery && isAlike && cells === expected + 1;
  if (isShifted) {
    return error("E0406", { place }, {
      message: `Every row has ${counted(cells, "cell")}, and the header ${expected}`,
      help: "Where rows begin with a number or a name of their own, name that, too, and leave it " +
        `out: names = [${allNames(header)}], skiprows = 1, header = false, index_col = 0`,
    });
  }
  const rest = count - first.length;
  return error("E0406", { place }, {
    message: `This row has ${counted(cells, "cell")}, expected ${expected}` +
      (count > 1 ? ` (${count.toLocaleString("en-US")} such rows)` : ""),
    notes: first.slice(1).map((row, at, all) => ({
      message: counted(row.cells, "cell") +
        (rest > 0 && at === all.length - 1 ? `, and ${counted(rest, "more row")}` : ""),
      place: row.place,
    })),
    help: (cells > expected
      ? "Remove what is too much; a cell with a comma inside needs quotes around it"
      : "Fill in what is missing") + ". Or leave such rows out: bad_rows = drop",
  });
}

/** The names of a header behind one for the names of rows. */
function allNames(header: readonly string[]): string {
  return ["row", ...header.slice(0, 10).map(written), ...header.length > 10 ? ["..."] : []].join(
    ", ",
  );
}

/** A first row that looks as if its cells were separated by something else, or as if it were no header. */
export function wrongSeparator(
  first: string,
  { place, hasHeader }: { readonly place: string; readonly hasHeader: boolean },
): Diagnostic {
  return error("E0407", { place }, {
    message: `The ${hasHeader ? "header" : "first row"} is a single cell, ${quoted(first)}`,
    help: separatorHelp(first),
  });
}

function separatorHelp(first: string): string {
  const [, mark] = /^sep=(.)$/.exec(first) ?? [];
  if (mark) return `Say so, and skip the line: sep = ${quoted(mark)}, skiprows = 1`;
  if (!/[;\t|,]/.test(first)) return "Say that blanks stand between cells: sep = whitespace";
  const sep = likeliestSeparator(first);
  const cells = first.split(sep);
  const separated = `say what stands between cells: sep = ${quoted(sep)}`;
  if (/^[#|%;!]/.test(first)) return `Skip remarks: comment = ${quoted(first[0])}; or ${separated}`;
  const isTitle = cells.length > 1 && cells.filter((cell) => cell.trim() !== "").length === 1;
  return isTitle
    ? `A title above the table? Skip its lines, skiprows = 1, and ${separated}`
    : `${separated[0].toUpperCase()}${separated.slice(1)}`;
}

/** The one of a few that stands most often in a header. */
function likeliestSeparator(header: string): string {
  const count = (mark: string) => header.split(mark).length;
  return [";", "\t", "|", ","].reduce((best, mark) => count(mark) > count(best) ? mark : best);
}

/** Text where numbers should stand, in a column that has numbers as well. */
export function notNumbers(cells: OddCells): Diagnostic {
  const [{ text, place }] = cells.first;
  return error("E0408", { place }, {
    message: `Cell ${quoted(text)} is not a number${inTotal(cells)}`,
    notes: otherCells(cells),
    help: numberHelp(cells.first.map((each) => each.text)),
  });
}

function numberHelp(texts: readonly string[]): string {
  const missing = [...new Set(texts.filter(isMissingWord))].map((each) => JSON.stringify(each));
  const worn = clothingOf(texts);
  if (worn) return `These look like ${worn.what}. ${worn.help}`;
  const written = 'Write it as 12.5 or 1.25e1, with "." for the decimal point';
  if (missing.length === 0) return written;
  const said = `Where ${missing[0]} stands for a missing value: na_values = [${
    missing.join(", ")
  }]`;
  return texts.every(isMissingWord) ? said : `${written}. ${said}`;
}

/** Empty cells of a target. */
export function missingCells(cells: OddCells): Diagnostic {
  const [{ place }] = cells.first;
  return error("E0409", { place }, {
    message: `Missing value: this cell is empty${inTotal(cells)}`,
    notes: otherCells(cells),
    help: "Fill it in, or leave out such rows: missing_rows = drop",
  });
}

/** Numbers that float32, in which networks compute, cannot hold. */
export function numbersOutOfRange(cells: OddCells): Diagnostic {
  const [{ text, place }] = cells.first;
  return error("E0410", { place }, {
    message: `Cell ${quoted(text)} is too large a number for float32${inTotal(cells)}`,
    notes: otherCells(cells),
    help: "Correct it, or give the column in a larger unit; the limit is 3.4e38",
  });
}

/** A column of numbers of which no cell is one; `sample` is its first cell. */
export function textFeature(column: { name: string; sample: string }, place: string): Diagnostic {
  return error("E0411", { place }, {
    message: `Column ${quoted(column.name)} holds text such as ${quoted(column.sample)}, ` +
      "but it should be numbers",
    help: `Say what it is: column ${written(column.name)}: category, or ignore to leave it out`,
  });
}

/** A column of which every cell is empty. */
export function emptyColumn(name: string, place: string): Diagnostic {
  return error("E0412", { place }, {
    message: `Column ${quoted(name)} is empty`,
    help: `Fill it in, or leave it out: column ${written(name)}: ignore`,
  });
}

/** A table whose columns are all targets. */
export function noFeatures(place: string): Diagnostic {
  return error("E0413", { place }, {
    message: "No column is left as a feature",
    help: "Add a column that is neither a target nor ignored",
  });
}

/** A class column that says the same in every row. */
export function singleClass(target: { name: string; class: string }, place: string): Diagnostic {
  return error("E0414", { place }, {
    message: `Target ${quoted(target.name)} has one class only, ${quoted(target.class)}`,
    help:
      "Add rows of another class, list every class with classes = [...], or choose another target",
  });
}

/** The problems that are not shown. */
export function moreProblems(count: number): Diagnostic {
  return error("E0415", {}, {
    message: `And ${counted(count, "more problem")} in this data`,
    help: "Mend the ones above first, then run again",
  });
}

/** A label that `classes = [...]` does not list. */
export function unlistedClass(
  label: string,
  { classes, place }: { readonly classes: readonly string[]; readonly place: string },
): Diagnostic {
  const guess = nearest(label, classes);
  return error("E0416", { place }, {
    message: `Class ${quoted(label)} is not one of those that are listed`,
    help: guess
      ? `Did you mean ${quoted(guess)}?`
      : `Add it to classes, which lists ${listed(classes)}, or correct the cell`,
  });
}

/** Numbers that the loss does not take; `what` says which it takes. */
export function unfitTargets(cells: OddCells, what: string): Diagnostic {
  const [{ text, place }] = cells.first;
  return error("E0420", { place }, {
    message: `Target ${quoted(text)} is not ${what}, which this loss needs${inTotal(cells)}`,
    notes: otherCells(cells),
    help: "Correct the cell, or use another loss or target",
  });
}
