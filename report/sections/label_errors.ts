import {
  type LabelOfRow,
  type LabelRow,
  labelRows,
  surenessOf,
  wrongLabels,
} from "../input/label_rows.ts";
import { type Judged, type ReportedRun, rowsOf } from "../input/run.ts";
import { type Content, listed, markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import type { Table } from "../page/table.ts";
import { finding, renderPanel, sentences } from "../page/panel.ts";
import type { ClassResult } from "../statistics/class_results.ts";
import { called } from "../words/class_findings.ts";
import { rowOf } from "../words/row_counts.ts";
import { count, percent, probability } from "../words/numbers.ts";
import { type RowNames, rowNames } from "../input/row_places.ts";
import { mostMarked } from "../marks/class_mark.ts";
import { sureRows } from "../pictures/sure_rows.ts";
import { fewestForCurves } from "../input/judged_classes.ts";
import { resultsPanel } from "./class_panels.ts";
import { labelRankingPanels } from "./ranking_panels.ts";
import { mostWrongRows, wrongTable } from "./wrong_rows.ts";

/** Curves of more labels are too many to look at. */
const mostCurves = 6;
/** Curves of more labels are drawn small. */
const mostLarge = 2;

interface WrongRow {
  readonly row: LabelRow;
  /** At least one, the surest first. */
  readonly wrong: readonly LabelOfRow[];
}

/** What a model of several labels gets wrong. */
export function labelErrors(
  run: ReportedRun,
  judged: Judged,
): Pick<Section, "say" | "show"> | undefined {
  const { names } = run.records.answers;
  const rows = labelRows(judged.part, names.length);
  if (rows.length === 0) return undefined;
  const wrong = rows.map((row) => ({ row, wrong: wrongLabels(row) }))
    .filter((each) => each.wrong.length > 0)
    .sort((one, other) => surenessOf(other.wrong[0]) - surenessOf(one.wrong[0]));
  const results = renderPanel(resultsPanel({
    ...{ title: "Result by label", head: "Label", names, textNames: names },
    results: names.map((_, label) => resultOf(rows, label)),
    rows: judged.part.rows,
    known: "of the rows with a label",
  }));
  return {
    say: markup`<p>${sentences(...summary({ judged, rows, wrong, names }))}</p>${
      remarks(judged, { rows, names })
    }`,
    show: markup`<div class="grid">
${
      listed([
        results,
        sureLabels(judged, { rows, wrong, names }),
        curves(rows, names),
        wrongRows(run, { judged, wrong }),
      ], "\n")
    }
</div>`,
  };
}

function resultOf(rows: readonly LabelRow[], label: number): ClassResult {
  const own = rows.map(({ labels }) => labels[label]);
  return {
    rows: own.filter(({ isTrue }) => isTrue).length,
    named: own.filter(({ isSaid }) => isSaid).length,
    right: own.filter(({ isTrue, isSaid }) => isTrue && isSaid).length,
  };
}

function summary({ judged, rows, wrong, names }: {
  readonly judged: Judged;
  readonly rows: readonly LabelRow[];
  readonly wrong: readonly WrongRow[];
  readonly names: readonly string[];
}): readonly Content[] {
  const what = rowsOf(judged.name);
  if (wrong.length === 0) return [`No ${rowOf(judged.name)} has a wrong label.`];
  const [first] = wrong;
  const right = rows.length - wrong.length;
  return [
    `${count(wrong.length)} of ${count(rows.length)} ${what} ${
      wrong.length === 1 ? "has" : "have"
    } a wrong label; ${percent(right / rows.length, rows.length)} match exactly.`,
    mostInOne(wrong.flatMap((each) => each.wrong), names),
    `The surest wrong label had a probability of ${probability(surenessOf(first.wrong[0]))}.`,
  ];
}

/** The label that more than half of at least two wrong ones are of. */
function mostInOne(wrong: readonly LabelOfRow[], names: readonly string[]): Content {
  const counts = names.map((_, label) => wrong.filter((each) => each.label === label).length);
  const most = Math.max(...counts);
  return names.length > 1 && wrong.length > 1 && most > wrong.length / 2 &&
    markup`${most === wrong.length ? "All" : count(most)} of ${
      count(wrong.length)
    } wrong labels are of ${called(names[counts.indexOf(most)])}.`;
}

function remarks(
  { part, name: partName, isWhole }: Judged,
  { rows, names }: { readonly rows: readonly LabelRow[]; readonly names: readonly string[] },
): Content {
  return [
    !isWhole &&
    markup`<p>Counted are ${count(rows.length)} of the ${count(part.rows)} ${
      rowsOf(partName)
    }, at equal distances.</p>`,
    rows.length >= fewestForCurves && names.length > mostCurves &&
    markup`<p>Curves are those of the first ${mostCurves} of ${count(names.length)} labels.</p>`,
  ];
}

const mostLabelled = 6;

/** A dot a row and label, a line a label, of few rows. */
function sureLabels(
  { part, name: partName }: Judged,
  { rows, wrong, names }: {
    readonly rows: readonly LabelRow[];
    readonly wrong: readonly WrongRow[];
    readonly names: readonly string[];
  },
): Content {
  if (rows.length >= fewestForCurves || names.length > mostMarked) return undefined;
  const { kind, numberOf } = rowNames(part);
  const surest = new Map(
    wrong.slice(0, mostLabelled).map((each) => [each.wrong[0], numberOf(each.row.at)]),
  );
  const all = [...wrong.flatMap((each) => each.wrong), ...rows.flatMap(({ labels }) => labels)];
  return renderPanel({
    title: "How sure, row by row",
    picture: sureRows({
      id: "sure-rows",
      title: "Probability of the true answer for each row and label",
      names,
      rows: [...new Set(all)].map((each) => ({
        truth: each.label,
        probability: each.isTrue ? each.probability : 1 - each.probability,
        isWrong: each.isTrue !== each.isSaid,
        ...surest.has(each) && { label: `${kind} ${surest.get(each)}` },
      })),
      axis: "probability given to what is true",
    }),
    caption: `A dot is one of the ${
      rowsOf(partName)
    }, further right where what is true of the label got more probability; wrong ones ${
      wrong.flatMap((each) => each.wrong).length > 10 ? "have an outline" : "are ringed"
    }.`,
    numbers: {
      summary: `All ${count(rows.length)} ${rowsOf(partName)}`,
      table: labelTable(rows, { names, place: { kind, numberOf } }),
    },
  });
}

/** What each row got for each label, bold where that is wrong. */
function labelTable(
  rows: readonly LabelRow[],
  { names, place: { kind, numberOf } }: {
    readonly names: readonly string[];
    readonly place: RowNames;
  },
): Table {
  return {
    name: "Row by row",
    columns: [
      { title: kind === "line" ? "Line" : "Row", isText: true, isKept: true },
      ...names.map((each) => ({ title: markup`p ${name(each)}` })),
    ],
    rows: rows.map(({ at, labels }) => [
      String(numberOf(at)),
      ...labels.map(({ isTrue, isSaid, probability: given }) =>
        isTrue === isSaid ? probability(given) : finding(probability(given))
      ),
    ]),
  };
}

/** The curves of each label, large ones of few and small ones of several. */
function curves(rows: readonly LabelRow[], names: readonly string[]): Content {
  if (rows.length < fewestForCurves) return undefined;
  const isSmall = names.length > mostLarge;
  const panels = names.slice(0, mostCurves).flatMap((what, label) =>
    labelRankingPanels(rows, { label, what, isSmall })
  ).map(renderPanel);
  if (panels.length === 0) return undefined;
  return isSmall
    ? markup`<div class="quarters">
${listed(panels, "\n")}
</div>`
    : panels;
}

function wrongRows(
  run: ReportedRun,
  { judged: { part }, wrong }: { readonly judged: Judged; readonly wrong: readonly WrongRow[] },
): Content {
  if (wrong.length === 0) return undefined;
  const { names } = run.records.answers;
  const namesOf = (labels: readonly LabelOfRow[]) =>
    labels.length === 0 ? "–" : listed(labels.map(({ label }) => name(names[label])), ", ");
  return renderPanel(wrongTable({
    ...{ run, part, total: wrong.length },
    columns: [
      { title: "Missed", isText: true, wraps: true },
      { title: "Wrongly named", isText: true, wraps: true },
      { title: "p of the surest" },
    ],
    rows: wrong.slice(0, mostWrongRows).map(({ row, wrong }) => ({
      at: row.at,
      cells: [
        namesOf(wrong.filter(({ isTrue }) => isTrue)),
        namesOf(wrong.filter(({ isSaid }) => isSaid)),
        probability(surenessOf(wrong[0])),
      ],
    })),
  }));
}
