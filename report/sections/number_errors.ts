import {
  type ErrorRange,
  errorRanges,
  type ErrorRow,
  errorRows,
  type ErrorSizes,
  errorSizes,
  worstFirst,
} from "../input/error_rows.ts";
import { quantileLevels } from "../input/quantiles.ts";
import { atEqualDistances, rowHeading } from "../input/row_cells.ts";
import { rowNames } from "../input/row_places.ts";
import { type Judged, judgedPart, type ReportedRun, rowsOf, targetNames } from "../input/run.ts";
import { type Content, markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { finding, type Panel, renderPanels, sentences } from "../page/panel.ts";
import { binned, errorHistogram } from "../pictures/error_histogram.ts";
import { errorRangesPicture } from "../pictures/error_ranges.ts";
import { agreementPicture, errorScatter } from "../pictures/number_scatters.ts";
import { biasOf, farRows, unevenErrors, worstRange } from "../words/error_findings.ts";
import {
  count,
  counted,
  cutWith,
  percent,
  plain,
  significant,
  withPlus,
} from "../words/numbers.ts";
import { rangeWriter } from "../words/range_words.ts";
import { bandPanel } from "./band_panel.ts";
import { targetsPanel, worstRowsPanel } from "./error_tables.ts";

/** More points than this make no clearer picture. */
const mostPoints = 2_000;
const mostRinged = 3;
const mostTableRows = 200;
/** Of fewer rows no picture is drawn. */
const leastRows = 3;

/** What all parts of the section are made from. */
interface Errors {
  readonly run: ReportedRun;
  readonly judged: Judged;
  readonly target: string;
  readonly rows: readonly ErrorRow[];
  readonly sizes: ErrorSizes;
  readonly ranges: readonly ErrorRange[];
}

/** How far off the predicted numbers are, and where; nothing for classes and labels. */
export function numberErrorsSection(run: ReportedRun): Section | undefined {
  const judged = judgedPart(run.records);
  const [target = "target", ...others] = targetNames(run.records);
  if (!judged || run.records.answers.kind !== "numbers") return undefined;
  const rows = errorRows(judged.part, { target: 0, targets: 1 + others.length });
  if (rows.length === 0) return undefined;
  const errors: Errors = {
    ...{ run, judged, target, rows, sizes: errorSizes(rows), ranges: errorRanges(rows) },
  };
  const panels = rows.length < leastRows ? [] : [
    agreementPanel(errors),
    againstPanel(errors),
    histogramPanel(errors),
    rangesPanel(errors),
    bandPanel(run, judged),
  ];
  return {
    id: "errors",
    title: "Errors",
    say: markup`<p>${sentences(...summary(errors))}</p>`,
    show: renderPanels([targetsPanel(run, judged), ...panels, worstRowsPanel(run, judged, rows)]),
  };
}

/** How a number of the target is written. */
function writer({ judged, sizes }: Errors): (value: number) => string {
  return cutWith(sizes.mae, Math.max(20, judged.part.rows));
}

/** How large errors are, which way they lean, and where they are large. */
function summary(errors: Errors): readonly Content[] {
  const { run, judged, rows, sizes, ranges, target } = errors;
  const write = writer(errors);
  const within = rows.filter(({ error }) => Math.abs(error) <= sizes.mae).length;
  const leaning = biasOf(rows.map(({ error }) => error));
  const uneven = worstRange(ranges);
  const rangeWords = rangeWriter(ranges);
  const unknown = judged.part.recorded.length - rows.length;
  return [
    rows.length === 1
      ? `The error is ${write(sizes.mae)}.`
      : sizes.mae === 0
      ? "Every prediction is right."
      : `The mean error is ${write(sizes.mae)}; ${count(within)} of ${
        counted(rows.length, "row")
      } are off by no more.`,
    uneven &&
    markup`Where ${name(target)} is ${rangeWords(uneven.worst)} the mean error is ${
      write(uneven.worst.mae)
    }, against ${write(uneven.best.mae)} where it is ${rangeWords(uneven.best)}.`,
    leaning
      ? `Predictions are ${write(Math.abs(sizes.bias))} too ${leaning} on average.`
      : rows.length > 1 && sizes.mae > 0 &&
        `Whether they lean high or low, ${counted(rows.length, "row")} cannot tell.`,
    unknown > 0 && `${counted(unknown, "row")} got no number or has none to compare.`,
    quantileLevels(run.records).length > 1 &&
    "The model answers quantiles; the middle one is taken for its prediction.",
    rows.length < leastRows &&
    `${counted(rows.length, "row")} ${rows.length === 1 ? "makes" : "make"} no picture.`,
  ];
}

/** The rows that are drawn: of many a fixed sample, and always the worst. */
function drawn(
  { rows }: Errors,
): { readonly rows: readonly ErrorRow[]; readonly ringed: readonly ErrorRow[] } {
  const ringed = worstFirst(rows, mostRinged).filter(({ error }) => error !== 0);
  const sample = atEqualDistances(rows, mostPoints);
  const known = new Set(sample);
  return { rows: [...sample, ...ringed.filter((row) => !known.has(row))], ringed };
}

function sampled({ rows }: Errors): Content {
  return rows.length > mostPoints &&
    `${count(mostPoints)} of ${count(rows.length)} rows are drawn, and the worst.`;
}

function agreementPanel(errors: Errors): Panel {
  const { judged, target, rows, sizes } = errors;
  const write = writer(errors);
  const within = rows.filter(({ error }) => Math.abs(error) <= sizes.mae).length;
  const leaning = biasOf(rows.map(({ error }) => error));
  const title = "Predicted against true";
  return {
    title,
    picture: agreementPicture({
      id: "agreement",
      title,
      target,
      ...drawn(errors),
      meanError: sizes.mae,
    }),
    caption: sentences(
      `On the line a prediction is right; the band is the mean error, ±${
        write(sizes.mae)
      }, and holds ${percent(within / rows.length, rows.length)} of the ${rowsOf(judged.name)}.`,
      sampled(errors),
      leaning &&
        finding(`Predictions are ${write(Math.abs(sizes.bias))} too ${leaning} on average.`),
    ),
    numbers: {
      summary: rows.length > mostTableRows
        ? `${mostTableRows} of ${count(rows.length)} rows`
        : `All ${counted(rows.length, "row")}`,
      table: {
        name: title,
        columns: [
          { title: rowHeading(judged.part) },
          { title: "True" },
          { title: "Predicted" },
          { title: "Error" },
        ],
        rows: atEqualDistances(rows, mostTableRows).map(({ at, truth, said, error }) => [
          String(rowNames(judged.part).numberOf(at)),
          significant(truth, 4),
          significant(said, 4),
          withPlus(significant(error, 4)),
        ]),
      },
    },
  };
}

function againstPanel(errors: Errors): Panel {
  const { target, rows, sizes } = errors;
  const write = writer(errors);
  const title = "Error against prediction";
  const uneven = unevenErrors(rows);
  return {
    title,
    picture: errorScatter({ id: "residuals", title, target, ...drawn(errors) }),
    caption: sentences(
      "On the line a prediction is right.",
      errorsRinged(errors),
      sampled(errors),
      uneven && finding(
        `Predictions ${uneven.where} ${write(uneven.middle)} are off by ${
          write(uneven[uneven.where])
        }, the others by ${write(uneven.where === "above" ? uneven.below : uneven.above)}.`,
      ),
      sizes.mae === 0 && finding("Every prediction is right."),
    ),
  };
}

function errorsRinged(errors: Errors): string | undefined {
  const { ringed } = drawn(errors);
  if (ringed.length === 0) return undefined;
  return `The ${
    ringed.length === 1 ? "worst row is" : `${ringed.length} worst rows are`
  } ringed in both pictures, the numbers in the table of the one before.`;
}

function histogramPanel(errors: Errors): Panel | undefined {
  const { target, rows, sizes } = errors;
  const title = "How large the errors are";
  if (sizes.mae === 0) return undefined;
  const bins = binned(rows.map(({ error }) => error));
  const far = farRows(rows, sizes.mae);
  const width = plain(bins[0].high - bins[0].low);
  return {
    title,
    picture: errorHistogram({ id: "error-sizes", title, target, bins }),
    caption: sentences(
      `Bars are ${width} wide; the number is the fullest bar. Right of the line predictions are too high.`,
      far > 0 &&
        finding(
          `${counted(far, "row")} ${
            far === 1 ? "is" : "are"
          } off by more than five times the mean error.`,
        ),
    ),
    numbers: {
      summary: "The numbers",
      table: {
        name: title,
        columns: [{ title: "From" }, { title: "To" }, { title: "Rows" }],
        rows: bins.map(({ low, high, rows: some }) => [
          significant(low, 4),
          significant(high, 4),
          count(some),
        ]),
      },
    },
  };
}

function rangesPanel(errors: Errors): Panel | undefined {
  const { target, ranges } = errors;
  if (ranges.length < 2) return undefined;
  const write = writer(errors);
  const title = "Error by range of the target";
  const uneven = worstRange(ranges);
  const rangeWords = rangeWriter(ranges);
  return {
    title,
    picture: errorRangesPicture({ id: "error-ranges", title, target, ranges }),
    caption: sentences(
      "Bar: mean size of the error. Dot: mean error, left of 0 where predictions are too low.",
      uneven && finding(
        `${rangeWords(uneven.worst)} is off by ${write(uneven.worst.mae)}, ${
          rangeWords(uneven.best)
        } by ${write(uneven.best.mae)}.`,
      ),
    ),
    numbers: {
      summary: "The numbers",
      table: {
        name: title,
        columns: [
          { title: "Range" },
          { title: "Rows" },
          { title: "Mean absolute error" },
          { title: "Mean error" },
        ],
        rows: ranges.map((range) => [
          rangeWords(range),
          count(range.rows),
          significant(range.mae, 4),
          withPlus(significant(range.bias, 4)),
        ]),
      },
    },
  };
}
