import type { LabelRow } from "../input/label_rows.ts";
import { cut } from "../marks/picture.ts";
import { type Content, markup, name } from "../markup/markup.ts";
import { type Panel, sentences } from "../page/panel.ts";
import type { Table } from "../page/table.ts";
import { rankingCurve } from "../pictures/ranking_curve.ts";
import {
  averagePrecision,
  cutoffAt,
  precisionRecallPoints,
  type RankedRow,
  type Ranking,
  rankingOf,
  rocArea,
  rocPoints,
} from "../statistics/ranking.ts";
import { percent } from "../words/numbers.ts";
import { fewestForCurves, type JudgedClasses } from "../input/judged_classes.ts";

/** The ROC and precision-recall curves of two classes, from 200 rows on: of the second one, as scikit-learn has it. */
export function classRankingPanels(all: JudgedClasses): readonly Panel[] {
  const { rows, names, textNames, areProbable, judged: { part } } = all;
  if (!areProbable || names.length !== 2 || rows.length < fewestForCurves) return [];
  const ranked = rows.map(({ at, truth }) => ({
    score: part.answers[at * 2 + 1] ?? NaN,
    isPositive: truth === 1,
  }));
  return rankingPanels({ id: "ranking", what: textNames[1], rows: ranked });
}

/** The same of a label. @param label Which one. @param isSmall Whether four stand abreast. */
export function labelRankingPanels(
  rows: readonly LabelRow[],
  { label, what, isSmall }: {
    readonly label: number;
    readonly what: string;
    readonly isSmall: boolean;
  },
): readonly Panel[] {
  const ranked = rows.map(({ labels }) => ({
    score: labels[label].probability,
    isPositive: labels[label].isTrue,
  }));
  return rankingPanels({ id: `ranking-${label}`, what, rows: ranked, isSmall });
}

interface Ranked {
  readonly id: string;
  /** What is looked for. */
  readonly what: string;
  readonly rows: readonly RankedRow[];
  readonly isSmall?: boolean;
}

/** Where the answers divide. */
const threshold = 0.5;

function rankingPanels({ id, what, rows, isSmall = false }: Ranked): readonly Panel[] {
  const ranking = rankingOf(rows);
  const { positives, negatives } = ranking;
  // Of one class alone there is nothing to tell apart.
  if (positives === 0 || negatives === 0) return [];
  const { truePositives, falsePositives } = cutoffAt(ranking, threshold);
  const [found, alarms] = [truePositives / positives, falsePositives / negatives];
  const named = truePositives + falsePositives;
  const precision = truePositives / named;
  const dot = isSmall ? "0.5" : "threshold 0.5";
  const positiveShare = positives / (positives + negatives);
  const shared = { positiveShare, isSmall };
  const area = areaText(rocArea(ranking), rows.length);
  const average = areaText(averagePrecision(ranking), rows.length);
  const titled = (curve: string) =>
    isSmall ? markup`${name(cut(what, 12))}: ${curve}` : `${curve} curve`;
  return [
    {
      title: titled("ROC"),
      picture: rankingCurve({
        ...{ ...shared, id: `${id}-roc`, kind: "roc", title: `ROC curve of ${what}` },
        points: rocPoints(ranking),
        operating: { name: dot, point: [alarms, found] },
        along: isSmall ? "false alarms" : "false alarms (false positive rate)",
        unit: isSmall ? "found" : "found (true positive rate)",
      }),
      caption: sentences(
        !isSmall &&
          markup`A place on the line is a threshold for ${name(what)}; dotted is chance.`,
        !isSmall &&
          `At 0.5 ${percent(found, positives)} are found, with ${
            percent(alarms, negatives)
          } false alarms.`,
        isSmall ? `AUC ${area}.` : `Area under the curve (AUC): ${area}.`,
      ),
      numbers: { summary: "The numbers", table: thresholdTable(ranking, "ROC") },
    },
    {
      title: titled(isSmall ? "PR" : "Precision-recall"),
      picture: rankingCurve({
        ...{ ...shared, id: `${id}-pr`, kind: "precision_recall" },
        title: `Precision-recall curve of ${what}`,
        points: precisionRecallPoints(ranking),
        ...named > 0 && { operating: { name: dot, point: [found, precision] } },
        along: isSmall ? "found" : "found (recall)",
        unit: isSmall ? "right when named" : "right when named (precision)",
      }),
      caption: sentences(
        !isSmall &&
          markup`Dotted is the share of ${name(what)}, ${
            percent(positiveShare, rows.length)
          }, which needs no model.`,
        named === 0
          ? "At 0.5 none is named."
          : !isSmall && `At 0.5 ${percent(precision, named)} of those named are right.`,
        `Average precision${isSmall ? "" : ":"} ${average}.`,
      ),
      numbers: { summary: "The numbers", table: thresholdTable(ranking, "precision-recall") },
    },
  ];
}

/** With so many digits as the rows deserve, and not 1 where it is not. */
function areaText(value: number, rows: number): string {
  const decimals = rows < 400 ? 2 : rows < 40_000 ? 3 : 4;
  const text = value.toFixed(decimals);
  return value < 1 && Number(text) === 1 ? `>${(1 - 10 ** -decimals).toFixed(decimals)}` : text;
}

/** Thresholds that are tabled. */
const tabled = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

function thresholdTable(ranking: Ranking, curve: string): Table {
  const { positives, negatives } = ranking;
  return {
    name: `Thresholds of the ${curve} curve`,
    columns: [
      { title: "Threshold", isText: true },
      { title: "Found" },
      { title: "False alarms" },
      { title: "Right when named" },
    ],
    rows: tabled.map((each): readonly Content[] => {
      const { truePositives, falsePositives } = cutoffAt(ranking, each);
      const named = truePositives + falsePositives;
      return [
        each.toFixed(1),
        percent(truePositives / positives, positives),
        percent(falsePositives / negatives, negatives),
        named === 0 ? "none named" : percent(truePositives / named, named),
      ];
    }),
  };
}
