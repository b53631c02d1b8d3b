import { shuffledColumns } from "../input/column_importance.ts";
import type { ShuffledColumn } from "../input/column_importance.ts";
import type { Importance } from "../input/records.ts";
import { type ReportedRun, targetNames } from "../input/run.ts";
import { cut } from "../marks/picture.ts";
import { type Content, listed, markup } from "../markup/markup.ts";
import { code } from "../markup/markup.ts";
import { finding, type Panel, sentences } from "../page/panel.ts";
import { importanceBars } from "../pictures/importance_bars.ts";
import { idleColumns, mainColumn } from "../words/importance_findings.ts";
import { countedRows } from "../words/row_counts.ts";
import { isCountingMetric, isShareMetric, lossUnit, metricWords } from "../words/metric_words.ts";
import { count, points, significant, withDecimalsOf } from "../words/numbers.ts";

/** More columns than this are in the numbers alone. */
const mostBars = 12;
/** Where rows are not counted, a change of this share of the metric counts as none. */
const idleShare = 0.01;

/** What is lost when a column is shuffled; nothing where none was. */
export function importancePanel(run: ReportedRun): Panel | undefined {
  const columns = shuffledColumns(run.records);
  const importance = importanceIn(run);
  if (!importance || columns.length < 2) return undefined;
  const { metric, rows, part, shuffles } = importance;
  const inPoints = isShareMetric(metric);
  const scaled = inPoints ? columns.map(times100) : columns;
  const oneRow = isCountingMetric(metric) ? 1 / rows : undefined;
  const shown = scaled.slice(0, mostBars);
  const [target = "target"] = targetNames(run.records);
  return {
    title: "What is lost when a column is shuffled",
    picture: importanceBars({
      ...{ id: "importance", columns: shown, unit: lossUnit(metric, cut(target, 12)) },
      format: formatFor(shown, inPoints ? rows : undefined),
      ...oneRow !== undefined && { oneRow: oneRow * 100 },
    }),
    caption: sentences(
      `Ticks are the ${shuffles} shuffles, the bar is their mean, over ${countedRows(rows, part)}.`,
      oneRow !== undefined && `The band is one row either way: ${pointsOfOne(oneRow)}.`,
      columns.length > mostBars && `The first ${mostBars} of ${count(columns.length)} columns.`,
      foundIn(columns, worthOf(importance)),
    ),
    numbers: {
      summary: "The numbers",
      table: {
        name: "What is lost when a column is shuffled",
        columns: [
          { title: "Column", isText: true },
          { title: "Mean" },
          ...Array.from({ length: shuffles }, (_, at) => ({ title: `Shuffle ${at + 1}` })),
        ],
        rows: scaled.map(({ column, drops, mean }) => [
          code(column),
          significant(mean, 4),
          ...Array.from({ length: shuffles }, (_, at) => significant(drops[at] ?? NaN, 4)),
        ]),
      },
    },
  };
}

/** Why it was not found, as a sentence; nothing where it was. */
export function importanceLeftOut({ records: { importance } }: ReportedRun): string | undefined {
  if (!importance || !("left_out" in importance)) return undefined;
  return `How much each column matters was not tried: ${importance.left_out}.`;
}

/** What a change has to be larger than to be one: that of a row, or a hundredth of the metric. */
export function worthOf({ metric, rows, base }: Importance): number {
  return isCountingMetric(metric) ? 1 / rows : idleShare * Math.abs(base ?? 0);
}

/** Which columns the answer depends on, as a sentence for the section. */
export function importanceSummary(run: ReportedRun): Content {
  const importance = importanceIn(run);
  const columns = shuffledColumns(run.records);
  if (!importance || columns.length < 2) return undefined;
  const idle = idleColumns(columns, worthOf(importance));
  const by = isCountingMetric(importance.metric)
    ? "one row"
    : `1% of the ${metricWords(importance.metric)}`;
  // Without a main column the caption tells of them.
  if (mainColumn(columns) === undefined) return undefined;
  if (idle.length === 0 || idle.length === columns.length) return undefined;
  return `Shuffling ${count(idle.length)} of ${
    count(columns.length)
  } columns never moves the result by more than ${by}.`;
}

function importanceIn({ records: { importance } }: ReportedRun): Importance | undefined {
  return importance && !("left_out" in importance) ? importance : undefined;
}

const mostNamed = 3;

function foundIn(columns: readonly ShuffledColumn[], worth: number): Content {
  const idle = idleColumns(columns, worth);
  if (idle.length === columns.length) {
    return finding("No column makes a difference.");
  }
  const main = mainColumn(columns);
  if (main !== undefined) {
    return finding(markup`${code(main)} carries more than half of what is lost.`);
  }
  if (idle.length === 0) return undefined;
  const named = listed(idle.slice(0, mostNamed).map(code), ", ");
  return finding(
    idle.length > mostNamed
      ? markup`${named} and ${idle.length - mostNamed} more make no difference.`
      : markup`${named} ${idle.length === 1 ? "makes" : "make"} no difference.`,
  );
}

function times100({ column, drops, mean }: ShuffledColumn): ShuffledColumn {
  return { column, drops: drops.map((drop) => drop * 100), mean: mean * 100 };
}

/** What a row is worth, as it is known exactly: `2.5 points`. */
function pointsOfOne(share: number): string {
  const worth = significant(share * 100, 2);
  return `${worth} ${Number(worth) === 1 ? "point" : "points"}`;
}

/** Of means below this many points a decimal is shown: they would all be 1. */
const smallPoints = 2;

/** Points with the decimals that so many rows deserve; other numbers so that the largest has two digits. */
function formatFor(
  columns: readonly ShuffledColumn[],
  pointsOf: number | undefined,
): (value: number) => string {
  const most = Math.max(...columns.map(({ mean }) => Math.abs(mean)));
  if (pointsOf === undefined) return withDecimalsOf(most, 20);
  const rows = most < smallPoints ? Math.max(400, pointsOf) : pointsOf;
  return (value) => points(value / 100, rows).split(" ")[0];
}
