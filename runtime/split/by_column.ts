import { cell, column, list, optional } from "../../dsl/language/signature.ts";
import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import { type CategoryColumn, missingCount } from "../data/column.ts";
import { missingSplitKey, unknownPartWord } from "./split_diagnostics.ts";
import { defineSplitter, type Splitter } from "./splitter.ts";

const words = (part: string) =>
  optional(list(cell({ doc: "" }), { doc: `the words that mean ${part}; "${part}" unless given` }));

/** Parts as a column says them, `split by_column(set)`, or `split by_column(year, train = [2022, 2023], test = [2024])`. */
export const byColumn: Splitter = defineSplitter({
  name: "by_column",
  doc: "Divides the rows as a column says: train, valid or test, or words that stand for those.",
  arguments: {
    column: column({ doc: "the column that says the part; it is no feature" }),
    train: words("train"),
    valid: words("valid"),
    test: words("test"),
  },
  columnsOf: ({ column }) => [column],
  ownColumnsOf: ({ column }) => [column],
  split({ column, ...named }, { report, ...divided }) {
    const cells = divided.words(column);
    const missing = missingCount(cells);
    if (missing > 0) report.add(missingSplitKey(column, missing));
    const parts = cells.words.map((word) => partNames.find((part) => isMeant(word, part, named)));
    const unknown = cells.words.filter((_, code) => !parts[code]);
    if (unknown.length > 0) {
      const rows = cells.codes.reduce((sum, code) => code >= 0 && !parts[code] ? sum + 1 : sum, 0);
      report.add(unknownPartWord(unknown, { column, rows }));
    }
    report.stopOnErrors();
    return rowsByPart(cells, parts);
  },
});

type Named = Readonly<Partial<Record<PartName, readonly (number | string)[]>>>;

function isMeant(word: string, part: PartName, named: Named): boolean {
  return (named[part] ?? [part]).some((each) => String(each) === word);
}

function rowsByPart({ codes }: CategoryColumn, parts: readonly (PartName | undefined)[]) {
  const all = Int32Array.from(codes, (_, row) => row);
  const rowsOf = (part: PartName) => all.filter((row) => parts[codes[row]] === part);
  return { train: rowsOf("train"), valid: rowsOf("valid"), test: rowsOf("test") };
}
