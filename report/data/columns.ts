import type { ReportedColumn, ReportedData } from "../input/data.ts";
import { smallWidth } from "../marks/picture.ts";
import { type Content, markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { type Panel, renderTogether } from "../page/panel.ts";
import type { Table } from "../page/table.ts";
import { columnHistogram, type NumberGroup } from "../pictures/column_histogram.ts";
import { wordBars } from "../pictures/word_bars.ts";
import { count, counted, significant } from "../words/numbers.ts";

/** So many columns get a picture. */
const mostPictures = 24;
/** So many classes get a base line each. */
const mostLines = 4;
/** So many words of a column are told. */
const mostWords = 4;

/** Each column as a picture, and all of them as a table. */
export function columnsSection(data: ReportedData): Section {
  const { columns, rows, shownRows } = data;
  const targets = columns.filter(({ role }) => role === "target");
  const others = columns.filter(({ role }) => role !== "target");
  const drawn = [...targets, ...others]
    .filter(({ values }) => values.some((value) => value !== null));
  const panels = drawn.slice(0, mostPictures).map((column, nth) => panelOf(column, { data, nth }));
  const left = drawn.length - panels.length;
  const said = [
    shownRows < rows
      ? `${count(shownRows)} of ${count(rows)} rows are drawn.`
      : "All rows are drawn.",
    "The number on top is that of the fullest bar.",
    ...left > 0 ? [`${counted(left, "further column")} in the table.`] : [],
  ];
  return {
    id: "columns",
    title: "Columns",
    say: markup`<p>${kindsText(columns)}</p>`,
    show: renderTogether({
      panels,
      caption: said.join(" "),
      numbers: { summary: "The columns as a table", table: tableOf(columns) },
      size: "quarters",
    }),
  };
}

/** How many columns are of which type. */
function kindsText(columns: readonly ReportedColumn[]): string {
  const byType = Map.groupBy(columns, ({ type }) => type);
  return `${
    [...byType].map(([type, { length }]) => `${counted(length, "column")} of type ${type}`).join(
      ", ",
    )
  }.`;
}

function panelOf(
  column: ReportedColumn,
  { data: { classes }, nth }: { readonly data: ReportedData; readonly nth: number },
): Panel {
  const isMain = column.role === "target";
  const title = `Distribution of ${column.name}`;
  const id = `column-${nth}`;
  return { title: name(column.name), picture: column.numbers ? numbers() : words() };

  function numbers(): Content {
    const isDivided = classes && !isMain && classes.names.length <= mostLines;
    const valuesOf = (code?: number) =>
      column.values.filter((value, row): value is number =>
        typeof value === "number" && (code === undefined || classes?.codes[row] === code)
      );
    const groups: readonly NumberGroup[] = isDivided
      ? classes.names.map((name, code) => ({ of: { code, name }, values: valuesOf(code) }))
      : [{ values: valuesOf() }];
    const isDates = column.type === "date";
    return columnHistogram({ ...{ id, title, width: smallWidth, groups, isMain, isDates } });
  }

  function words(): Content {
    const counted = column.words?.map(([word, count]) => ({ word, count })) ?? [];
    return wordBars({ ...{ id, title, width: smallWidth, words: counted, isMain } });
  }
}

function tableOf(columns: readonly ReportedColumn[]): Table {
  return {
    name: "Columns",
    columns: [
      { title: "Column", isText: true, wraps: true },
      { title: "Type", isText: true },
      { title: "Missing" },
      { title: "Different" },
      { title: "Content", isText: true, wraps: true },
      { title: "Since", isText: true, wraps: true },
    ],
    rows: columns.map((column) => [
      name(column.name),
      column.type,
      count(column.missing),
      column.distinct === undefined ? "" : count(column.distinct),
      contentOf(column),
      column.because,
    ]),
  };
}

function contentOf({ numbers, words, type }: ReportedColumn): string {
  if (numbers) {
    const text = type === "date" ? dayOf : (value: number) => significant(value, 4);
    return `${text(numbers.low)} to ${text(numbers.high)}, mean ${text(numbers.mean)}`;
  }
  if (!words) return "";
  const told = words.slice(0, mostWords).map(([word, times]) => `${word} (${count(times)})`);
  return words.length > told.length ? `${told.join(", ")}, …` : told.join(", ");
}

/** A time as its day. @param seconds From 1970 on. */
function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}
