import { headerWithoutRows, raggedRows } from "../data/data_diagnostics.ts";
import type { Frame } from "../data/frame.ts";
import { checkHeader } from "../data/header.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import { columnOfTexts, wordsIn } from "../data/words.ts";
import { classesOf, columnsOf, defineReader, type Reader } from "./reader.ts";
import { rowsSignature as signature } from "./signatures.ts";

/** A table written into the `.pipe` file: `load rows([[1, 2, "a"]], target = x3)`. */
export const rows: Reader = defineReader({
  ...signature,
  read({ values, columns: named }, { report }) {
    const names = named?.map((name) => name.trim()) ??
      (values[0] ?? []).map((_, at) => `x${at + 1}`);
    const records = values.map((row) => row.map(String));
    checkRecords(names, records).stopIfAny(report);
    return { frame: frameOf(names, records) };
  },
  targetOf: ({ target }) => columnsOf(target),
  categoriesOf: ({ categories }) => columnsOf(categories),
  classesOf: ({ classes }) => classesOf(classes),
});

type Records = readonly (readonly string[])[];

const place = "rows";

function placeOfRow(row: number): string {
  return `${place}, row ${row + 1}`;
}

function checkRecords(names: readonly string[], records: Records): TableMistakes {
  const mistakes = new TableMistakes();
  checkHeader(names, { place, mistakes });
  if (records.length === 0) mistakes.add(() => headerWithoutRows(place));
  const ragged = [...records.entries()].filter(([, { length }]) => length !== names.length)
    .map(([row, { length }]) => ({ cells: length, place: placeOfRow(row) }));
  if (ragged.length > 0) {
    const isAlike = ragged.every(({ cells }) => cells === ragged[0].cells);
    const rows = { count: ragged.length, first: ragged.slice(0, 5), isAlike };
    mistakes.add(() => raggedRows(rows, { header: names, isEvery: false }));
  }
  return mistakes;
}

function frameOf(names: readonly string[], records: Records): Frame {
  const textOf = (row: number, column: string) => records[row][names.indexOf(column)];
  const textsOf = (column: string) => {
    const at = names.indexOf(column);
    return records.map((record) => record[at]);
  };
  return {
    name: place,
    rows: records.length,
    columns: names.map((name) => columnOfTexts(name, textsOf(name))),
    placeOf: (row, column) => `${placeOfRow(row)}, column ${JSON.stringify(column)}`,
    textOf,
    wordsOf: (column) => wordsIn(column, textsOf(column)),
  };
}
