import type { ClassRow } from "../input/class_rows.ts";
import { classWeighting } from "../input/loss_weights.ts";
import { rowNames } from "../input/row_places.ts";
import { rowsOf } from "../input/run.ts";
import { mostMarked } from "../marks/class_mark.ts";
import { cut } from "../marks/picture.ts";
import { type Content, markup, name } from "../markup/markup.ts";
import { finding, type Panel, sentences } from "../page/panel.ts";
import type { Table } from "../page/table.ts";
import { calibrationCurve } from "../pictures/calibration_curve.ts";
import { sureHistogram } from "../pictures/sure_histogram.ts";
import { sureRows } from "../pictures/sure_rows.ts";
import {
  brierScore,
  type CalibrationBin,
  calibrationBins,
  type Forecast,
} from "../statistics/calibration.ts";
import { calibrationFinding, called, surenessFinding } from "../words/class_findings.ts";
import { amount, count, percent, probability } from "../words/numbers.ts";
import { rowOf } from "../words/row_counts.ts";
import { fewestForCurves, type JudgedClasses } from "../input/judged_classes.ts";

/** How sure the answers are: a dot a row of few, a histogram of many, with calibration; nothing without probabilities. */
export function surePanels(all: JudgedClasses): readonly Panel[] {
  if (!all.areProbable) return [];
  const isMany = all.rows.length >= fewestForCurves;
  // Beyond eight classes there are neither colours nor shapes for a line each.
  if (!isMany && all.names.length <= mostMarked) return [rowsPanel(all)];
  return isMany ? [histogramPanel(all), calibrationPanel(all)] : [histogramPanel(all)];
}

const mostLabelled = 6;

function rowsPanel(all: JudgedClasses): Panel {
  const { judged: { part, name: partName }, rows, wrong, textNames, target } = all;
  const { kind, numberOf } = rowNames(part);
  const labelled = new Set(wrong.slice(0, mostLabelled));
  const title = "How sure, row by row";
  const found = surenessFinding(wrong);
  const row = rowOf(partName);
  return {
    title,
    picture: sureRows({
      id: "sure-rows",
      title: `Probability of the true class for each ${row}`,
      names: textNames,
      rows: [...wrong, ...rows.filter((each) => each.truth === each.said)].map((each) => ({
        ...{ truth: each.truth, probability: each.ofTruth, isWrong: each.truth !== each.said },
        ...labelled.has(each) && { label: `${kind} ${numberOf(each.at)}` },
      })),
      axis: "probability given to the true class",
    }),
    caption: sentences(
      markup`A dot is a ${row}, further right where its true ${name(target)} got more probability${
        wrong.length > 0 &&
        (wrong.length > 10 ? "; wrong ones have an outline" : "; wrong ones are ringed")
      }.`,
      found && finding(found),
    ),
    numbers: { summary: `All ${count(rows.length)} ${rowsOf(partName)}`, table: rowTable(all) },
  };
}

function rowTable({ judged: { part }, rows, names, textNames }: JudgedClasses): Table {
  const { kind, numberOf } = rowNames(part);
  return {
    name: "Row by row",
    columns: [
      { title: kind === "line" ? "Line" : "Row", isText: true, isKept: true },
      { title: "True", isText: true },
      { title: "Answer", isText: true },
      ...textNames.map((each) => ({ title: markup`p ${name(each)}` })),
    ],
    rows: rows.map(({ at, truth, said }) => [
      String(numberOf(at)),
      name(names[truth]),
      truth === said ? name(names[said] ?? "") : finding(name(names[said] ?? "")),
      ...names.map((_, code) => probability(part.answers[at * names.length + code] ?? NaN)),
    ]),
  };
}

const bins = 20;

function histogramPanel({ rows, wrong, names }: JudgedClasses): Panel {
  // Of two classes the one that is answered gets at least half.
  const range = [names.length === 2 ? 0.5 : 0, 1] as const;
  const right = rows.filter(({ truth, said }) => truth === said);
  const lines = [
    { name: "right answers", isWrong: false, counts: countsIn(right, range) },
    { name: "wrong answers", isWrong: true, counts: countsIn(wrong, range) },
  ];
  const found = surenessFinding(wrong);
  return {
    title: "How sure",
    picture: sureHistogram({
      ...{ id: "sure-histogram", range, lines },
      title: "Probability given to the answers, right and wrong",
      axis: "probability given to the answer",
    }),
    caption: sentences(
      "Bars count rows; each line has a scale of its own, and its fullest bar its count.",
      found && finding(found),
    ),
    numbers: {
      summary: "The numbers",
      table: {
        name: "How sure",
        columns: [
          { title: "From", isText: true },
          { title: "To", isText: true },
          { title: "Right" },
          { title: "Wrong" },
        ],
        rows: lines[0].counts.map((each, bin) => {
          const edge = (at: number) => (range[0] + at / bins * (range[1] - range[0])).toFixed(3);
          return [edge(bin), edge(bin + 1), count(each), count(lines[1].counts[bin])];
        }),
      },
    },
  };
}

function countsIn(
  rows: readonly ClassRow[],
  [low, high]: readonly [number, number],
): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const { sure } of rows) {
    const bin = Math.floor((sure - low) / (high - low) * bins);
    if (Number.isFinite(sure)) counts[Math.max(0, Math.min(bins - 1, bin))]++;
  }
  return counts;
}

function calibrationPanel(all: JudgedClasses): Panel {
  const { run, rows, names, textNames, judged: { part } } = all;
  const isBinary = names.length === 2;
  const forecasts = rows.map(({ at, truth, said, sure }): Forecast =>
    isBinary
      ? { probability: part.answers[at * 2 + 1] ?? NaN, isTrue: truth === 1 }
      : { probability: sure, isTrue: truth === said }
  );
  const found = calibrationBins(forecasts);
  const what = isBinary ? markup`${called(textNames[1])} rows` : "right answers";
  return {
    title: "Calibration",
    picture: calibrationCurve({
      id: "calibration",
      title: "How often it was so, by how probable it was said to be",
      bins: found,
      along: isBinary
        ? `mean probability of ${cut(textNames[1])}`
        : "mean probability of the answer",
      unit: isBinary ? `rows that are ${cut(textNames[1])}` : "answers that are right",
    }),
    caption: sentences(
      markup`Ten bins of equal width: the share of ${what} by the mean probability that was given, with 95% intervals; bars count rows. On the dotted line both are alike.`,
      brierText(all),
      verdictOn(run.resolved, rows),
    ),
    numbers: { summary: "The bins", table: binTable(found) },
  };
}

function brierText({ rows, names, judged: { part } }: JudgedClasses): Content {
  const score = brierScore(rows.map(({ at, truth }) => ({
    truth,
    probabilities: names.map((_, code) => part.answers[at * names.length + code] ?? NaN),
  })));
  const formula = names.length === 2
    ? "mean of (p\u00a0−\u00a0y)² of the second class"
    : "mean over rows of the sum over classes of (p\u00a0−\u00a0y)²";
  return `Brier score ${amount(score, rows.length)}: the ${formula}, 0 at best.`;
}

function verdictOn(resolved: string, rows: readonly ClassRow[]): Content {
  const weighting = classWeighting(resolved);
  if (weighting !== undefined) {
    return finding(
      markup`Uncalibrated: the loss is weighted by class (<code class="mono">${weighting}</code>).`,
    );
  }
  const known = rows.filter(({ sure }) => Number.isFinite(sure));
  const found = calibrationFinding({
    mean: known.reduce((sum, { sure }) => sum + sure, 0) / known.length,
    hits: known.filter(({ truth, said }) => truth === said).length,
    rows: known.length,
  });
  return found && finding(found);
}

function binTable(found: readonly CalibrationBin[]): Table {
  return {
    name: "Calibration",
    columns: [
      { title: "Bin", isText: true },
      { title: "Rows" },
      { title: "Mean probability" },
      { title: "It was so" },
    ],
    rows: found.map(({ low, high, rows, hits, mean }) => [
      `${low.toFixed(1)} to ${high.toFixed(1)}`,
      count(rows),
      mean.toFixed(3),
      markup`${count(hits)}, ${percent(hits / rows, rows)}`,
    ]),
  };
}
