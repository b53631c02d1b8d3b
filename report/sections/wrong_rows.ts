import { rowNames, rowNumbering } from "../input/row_places.ts";
import type { RecordedPart } from "../input/records.ts";
import type { ReportedRun } from "../input/run.ts";
import { code, type Content, name } from "../markup/markup.ts";
import { type Panel, sentences } from "../page/panel.ts";
import { renderTable, type TableColumn, wrapsNames } from "../page/table.ts";
import { count, probability, significant } from "../words/numbers.ts";
import { cellWriter } from "./cell_writer.ts";
import type { JudgedClasses } from "../input/judged_classes.ts";

/** So many rows are shown. */
export const mostWrongRows = 12;
/** Of so many columns the cells are. */
const mostColumns = 12;

/** The rows that were answered wrong, the surest first; nothing where none is. */
export function wrongRowsPanel(all: JudgedClasses): Panel | undefined {
  const { run, judged: { part }, wrong, names, areProbable } = all;
  if (wrong.length === 0) return undefined;
  const of = areProbable ? "p" : "score";
  const write = areProbable ? probability : (value: number) => significant(value, 3);
  return wrongTable({
    ...{ run, part, total: wrong.length },
    columns: [
      { title: "True", isText: true, wraps: wrapsNames(names) },
      { title: "Answer", isText: true, wraps: wrapsNames(names) },
      { title: `${of} of answer` },
      { title: `${of} of truth` },
    ],
    rows: wrong.slice(0, mostWrongRows).map(({ at, truth, said, sure, ofTruth }) => ({
      at,
      cells: [name(names[truth]), name(names[said] ?? ""), write(sure), write(ofTruth)],
    })),
  });
}

/** Rows that were answered wrong, and how. */
export interface WrongTable {
  readonly run: ReportedRun;
  readonly part: RecordedPart;
  /** How many are wrong. */
  readonly total: number;
  /** What is told of each besides its place and its cells. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly { readonly at: number; readonly cells: readonly Content[] }[];
}

/** A table of wrong rows: where each stands, how it is wrong, and what is in its cells. */
export function wrongTable({ run, part, total, columns, rows }: WrongTable): Panel {
  const { kind, numberOf } = rowNames(part);
  const all = Object.keys(part.cells?.columns ?? {});
  const shown = mostTelling(run, all);
  const title = rows.length === total
    ? "All rows answered wrong, the surest first"
    : `The ${rows.length} surest of ${count(total)} rows answered wrong`;
  const placeOf = new Map(part.cells?.rows.map((row, place) => [row, place]));
  const cellsOf = (at: number) => {
    const place = placeOf.get(part.recorded[at]);
    return place === undefined ? [] : shown.map((column) => part.cells?.columns[column][place]);
  };
  const cells = rows.map(({ at }) => cellsOf(at));
  const writers = shown.map((name, column) =>
    cellWriter(run.records, name, cells.map((row) => row[column]))
  );
  return {
    title,
    picture: renderTable({
      name: "Rows answered wrong",
      columns: [
        { title: kind === "line" ? "Line" : "Row", isText: true, isKept: true },
        ...columns,
        ...shown.map((column) => ({ title: code(column) })),
      ],
      rows: rows.map((row, nth) => [
        ...[String(numberOf(row.at)), ...row.cells],
        ...writers.map((write, column) => cells[nth].length === 0 ? "" : write(cells[nth][column])),
      ]),
    }),
    caption: sentences(
      rowNumbering(part),
      shown.length < all.length &&
        `Shown are ${count(shown.length)} of ${count(all.length)} columns${
          isRanked(run) ? ", those that matter most" : ""
        }.`,
    ),
    isWide: true,
  };
}

function isRanked({ records: { importance } }: ReportedRun): boolean {
  return importance !== undefined && "columns" in importance;
}

/** All columns, or of many those that matter most. */
function mostTelling(
  { records: { importance } }: ReportedRun,
  all: readonly string[],
): readonly string[] {
  if (all.length <= mostColumns) return all;
  const worth = new Map(
    importance && "columns" in importance
      ? importance.columns.map(({ column, drops }) =>
        [column, drops.reduce<number>((sum, each) => sum + (each ?? 0), 0)] as const
      )
      : [],
  );
  const of = (column: string) => worth.get(column) ?? -Infinity;
  return all.toSorted((one, other) => {
    const [first, second] = [of(one), of(other)];
    return first === second ? 0 : second - first;
  }).slice(0, mostColumns);
}
