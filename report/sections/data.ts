import { type ColumnValues, columnValues, rowsTold } from "../input/column_values.ts";
import type { RecordedColumn } from "../input/records.ts";
import { type ReportedRun, targetNames } from "../input/run.ts";
import { cut, smallWidth, width as fullWidth } from "../marks/picture.ts";
import { namesInText } from "../input/class_names.ts";
import { type Content, listed, type Markup, markup, name, wholeName } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { finding, type Panel, renderPanels, renderTogether, sentences } from "../page/panel.ts";
import { renderTable, type Table } from "../page/table.ts";
import { columnHistogram } from "../pictures/column_histogram.ts";
import { wordBars } from "../pictures/word_bars.ts";
import { apartFinding, contentOf, tailFinding } from "../words/column_finding.ts";
import { count, counted } from "../words/numbers.ts";
import { renderSamples } from "./data_images.ts";
import { partsTable } from "./parts_table.ts";

/** Rows and columns: what they hold, what is missing, what becomes of them. */
export function dataSection(run: ReportedRun): Section | undefined {
  const { columns } = run.records;
  if (columns.length === 0) return undefined;
  const table = partsTable(run);
  return {
    id: "data",
    title: "Data",
    say: markup`<p>${sentences(...summary(run))}</p>${table && renderTable(table)}`,
    show: run.records.images ? renderSamples(run, columnsTable(columns)) : distributions(run),
  };
}

const typeNames: Readonly<Record<RecordedColumn["type"], string>> = {
  number: "numbers",
  date: "dates",
  category: "words",
  ordinal: "words in an order",
  boolean: "yes and no",
  image: "images",
};

function summary({ metrics, records }: ReportedRun): readonly Content[] {
  const { columns } = records;
  const { all } = rowsTold(records);
  const { rows_left_out: left = 0 } = metrics;
  const features = columns.filter(({ role }) => role === "feature");
  const unused = columns.filter(({ role }) => role === "none").length;
  const gaps = columns.filter(({ missing }) => missing > 0);
  const byType = Map.groupBy(features, ({ type }) => type);
  const kinds = [...byType].map(([type, { length }]) => `${count(length)} of ${typeNames[type]}`);
  return [
    left > 0
      ? `${counted(all + left, "row")}; ${
        left === 1 ? "1 is" : `${count(left)} are`
      } left out for a missing value, which leaves ${count(all)}.`
      : `${counted(all, "row")}, none left out.`,
    features.length > 0 &&
    `${counted(features.length, "column")} ${features.length === 1 ? "feeds" : "feed"} the network${
      byType.size === 1
        ? `, ${features.length === 1 ? "" : "all "}of ${typeNames[features[0].type]}`
        : `: ${kinds.join(", ")}`
    }${
      unused > 0 ? `; ${counted(unused, "column")} ${unused === 1 ? "is" : "are"} not used` : ""
    }.`,
    missingSentence(gaps),
  ];
}

/** So many columns with missing cells are named. */
const mostNamed = 3;

function missingSentence(gaps: readonly RecordedColumn[]): Content {
  if (gaps.length === 0) return "No cell is missing.";
  const named = gaps.toSorted((one, other) => other.missing - one.missing).slice(0, mostNamed)
    .map((column) => markup`${count(column.missing)} of ${name(column.name)}`);
  const rest = gaps.length - named.length;
  return markup`Missing: ${listed(named, ", ")}${
    rest > 0 && ` and some of ${counted(rest, "further column")}`
  }.`;
}

/** Of fewer rows nothing is drawn. */
const fewestRows = 3;
/** So many classes get a base line each. */
const mostLines = 4;
/** So many columns get a picture. */
const mostPictures = 8;
/** Up to so many are drawn as wide as all other pictures. */
const fewColumns = 2;

function distributions(run: ReportedRun): Markup | undefined {
  const { records } = run;
  const { recorded } = rowsTold(records);
  const shown = recorded < fewestRows ? [] : shownColumns(run);
  const width = shown.length > fewColumns ? smallWidth : fullWidth;
  const panels = shown.map((values, nth) => panelOf(run, { values, nth, width }));
  const table = { summary: "The columns as a table", table: columnsTable(records.columns) };
  const caption = sentences(...captionOf(run, shown));
  if (panels.length === 0) {
    return renderPanels([{
      title: "Columns",
      picture: renderTable(columnsTable(records.columns)),
      ...recorded < fewestRows &&
        { caption: `With ${counted(recorded, "row")} there is nothing to draw.` },
      isWide: true,
    }]);
  }
  const size = width === smallWidth ? "quarters" : "halves";
  return renderTogether({ panels, caption, numbers: table, size });
}

/** Targets first, unless the table of classes or labels tells of them, then features, of many the most important. */
function shownColumns({ records }: ReportedRun): readonly ColumnValues[] {
  const { columns, answers, importance } = records;
  const targets = answers.kind === "numbers" ? columns.filter(({ role }) => role === "target") : [];
  const features = columns.filter(({ role }) => role === "feature");
  const drops = new Map(
    importance && "columns" in importance
      ? importance.columns.map(({ column, drops }) => [column, mean(drops)])
      : [],
  );
  const room = mostPictures - Math.min(targets.length, mostPictures / 2);
  const most = features.length > room && drops.size > 0
    ? new Set(
      features.toSorted((one, other) =>
        (drops.get(other.name) ?? -Infinity) - (drops.get(one.name) ?? -Infinity)
      ).slice(0, room),
    )
    : new Set(features.slice(0, room));
  return [...targets, ...features.filter((column) => most.has(column))].slice(0, mostPictures)
    .map((column) => columnValues(records, column))
    .filter(({ values }) => values.some((value) => value !== null));
}

function mean(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** So many characters fit above a small picture. */
const mostInTitle = 19;

/** Whether every class has a base line of its own. */
function hasLines({ records: { answers } }: ReportedRun): boolean {
  return answers.kind === "classes" && answers.names.length <= mostLines &&
    answers.names.length > 1;
}

function panelOf(
  run: ReportedRun,
  { values: { column, values, classes }, nth, width }: {
    readonly values: ColumnValues;
    readonly nth: number;
    readonly width: number;
  },
): Panel {
  const isMain = column.role === "target";
  const shortName = width === smallWidth ? cut(column.name, mostInTitle) : column.name;
  const title = markup`<code>${name(shortName)}</code>${isMain && ", the target"}`;
  const shown = { id: `column-${nth}`, title: `What ${column.name} holds`, width, isMain };
  const words = values.filter((value) => typeof value === "string");
  if (words.length > 0) {
    return { title, picture: wordBars({ ...shown, words: wordCounts(column, words) }) };
  }
  const numbersOf = (code?: number) =>
    values.filter((value, row): value is number =>
      typeof value === "number" && (code === undefined || classes[row] === code)
    );
  const groups = hasLines(run)
    ? namesInText(run.records).map((name, code) => ({
      of: { code, name },
      values: numbersOf(code),
    }))
    : [{ values: numbersOf() }];
  return {
    title,
    picture: columnHistogram({
      ...shown,
      groups,
      ...column.content.kind === "dates" && { isDates: true },
    }),
  };
}

function wordCounts({ content }: RecordedColumn, words: readonly string[]) {
  const counts = new Map<string, number>();
  const ordered = content.kind === "words" ? content.words : [];
  for (const word of ordered) counts.set(word, 0);
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => ({ word, count }));
}

function captionOf(run: ReportedRun, shown: readonly ColumnValues[]): readonly Content[] {
  const { records } = run;
  const { all, recorded } = rowsTold(records);
  const { answers, columns, importance } = records;
  const features = columns.filter(({ role }) => role === "feature");
  const drawn = shown.filter(({ column }) => column.role === "feature").length;
  const isRanked = importance !== undefined && "columns" in importance;
  const numbers = shown.filter(({ values }) => values.some((value) => typeof value === "number"));
  const found = answers.kind === "classes"
    ? hasLines(run) && numbers.length === shown.length && drawn === features.length &&
      apartFinding(numbers, answers.names)
    : numbers.map(tailFinding).find((each) => each !== undefined);
  const [target = "class"] = targetNames(records);
  const rows = recorded < all
    ? `${count(recorded)} of the ${count(all)} rows`
    : `All ${counted(all, "row")}`;
  return [
    markup`${rows}${
      hasLines(run) && [" by ", name(target)]
    }; the number on top is that of the fullest bar.`,
    drawn < features.length &&
    `Of ${counted(features.length, "column")} ${
      isRanked ? `the ${count(drawn)} that matter most` : `the first ${count(drawn)}`
    }.`,
    found && finding(found),
  ];
}

/** All columns: what each is, what it holds and what becomes of it. */
function columnsTable(columns: readonly RecordedColumn[]): Table {
  return {
    name: "The columns",
    columns: [
      { title: "Column", isText: true, wraps: true },
      { title: "Type", isText: true },
      { title: "Holds", isText: true, wraps: true },
      { title: "Missing" },
      { title: "Becomes", isText: true },
    ],
    rows: columns.map((column) => [
      wholeName(column.name),
      `${typeNames[column.type]}${column.said ? ", as said" : ""}`,
      contentOf(column),
      count(column.missing),
      becomes(column),
    ]),
  };
}

function becomes({ role, features }: RecordedColumn): string {
  switch (role) {
    case "target":
      return "the target";
    case "none":
      return "not used";
    case "feature":
      return counted(features, "feature");
  }
}
