import { fewestForCurves, type JudgedClasses, judgedClasses } from "../input/judged_classes.ts";
import { type Judged, type ReportedRun, rowsOf } from "../input/run.ts";
import { type Content, listed, markup } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { renderPanel, sentences } from "../page/panel.ts";
import { matrixSize } from "../pictures/confusion_matrix.ts";
import { mixUpsOf } from "../statistics/class_results.ts";
import { called, mostWrong } from "../words/class_findings.ts";
import { rowOf } from "../words/row_counts.ts";
import { count, counted, probability } from "../words/numbers.ts";
import { matrixPanel, mixUpPanel, resultPanel } from "./class_panels.ts";
import { classRankingPanels } from "./ranking_panels.ts";
import { surePanels } from "./sure_panels.ts";
import { wrongRowsPanel } from "./wrong_rows.ts";

/** Fewer rows, or fewer classes, show nothing in a picture. */
const [fewestRows, fewestClasses] = [3, 2];

/** What a model of classes gets wrong. */
export function classErrors(
  run: ReportedRun,
  judged: Judged,
): Pick<Section, "say" | "show"> | undefined {
  const all = judgedClasses(run, judged);
  if (!all) return undefined;
  const { rows, names } = all;
  const isTooSmall = rows.length < fewestRows || names.length < fewestClasses;
  return {
    say: markup`<p>${sentences(...summary(all))}</p>${isTooSmall && tooSmall(all)}${remarks(all)}`,
    show: isTooSmall
      ? grid([resultPanel(all), wrongRowsPanel(all)].map((panel) => panel && renderPanel(panel)))
      : shown(all),
  };
}

function summary({ judged, rows, wrong, counts, textNames, areProbable }: JudgedClasses) {
  const { name: part } = judged;
  if (wrong.length === 0) return [`No ${rowOf(part)} is wrong.`];
  const [{ sure }] = wrong;
  return [
    `${count(wrong.length)} of ${count(rows.length)} ${rowsOf(part)} ${
      wrong.length === 1 ? "is" : "are"
    } wrong.`,
    wrong.length === 1 ? oneWrong(counts, textNames) : mostWrong(mixUpsOf(counts), textNames),
    areProbable && Number.isFinite(sure) &&
    `${wrong.length === 1 ? "Its answer" : "The surest wrong answer"} had a probability of ${
      probability(sure)
    }.`,
  ];
}

function oneWrong(counts: JudgedClasses["counts"], names: readonly string[]): Content {
  const [{ truth, said }] = mixUpsOf(counts);
  return markup`It is ${called(names[truth])}, taken for ${called(names[said])}.`;
}

function tooSmall({ rows, names }: JudgedClasses): Content {
  const what = names.length < fewestClasses ? "one class alone" : counted(rows.length, "row");
  return markup`<p>There are no pictures: they would show ${what}.</p>`;
}

/** What the pictures leave out, and why. */
function remarks({ judged, rows, names, areProbable }: JudgedClasses): Content {
  const { part, name, isWhole } = judged;
  return [
    !isWhole &&
    markup`<p>Counted are ${count(rows.length)} of the ${count(part.rows)} ${
      rowsOf(name)
    }, at equal distances.</p>`,
    !areProbable &&
    markup`<p>The model answers with scores, not probabilities: how sure it is, and curves over thresholds, are left out.</p>`,
    areProbable && names.length === 2 && rows.length < fewestForCurves &&
    rows.length >= fewestRows &&
    markup`<p>ROC and precision-recall curves need ${count(fewestForCurves)} rows.</p>`,
  ];
}

function shown(all: JudgedClasses): Content {
  const matrix = matrixPanel(all);
  const results = renderPanel(resultPanel(all));
  const sure = surePanels(all).map(renderPanel);
  const rankings = classRankingPanels(all).map(renderPanel);
  const wrong = wrongRowsPanel(all);
  const head = matrix && renderPanel(matrix);
  const isNarrow = matrixSize(all.names.length) === "few";
  const mixUps = mixUpPanel(all);
  const beside = mixUps && renderPanel(mixUps);
  return grid([
    !isNarrow && head,
    markup`<div class="stack">${isNarrow && head}${results}</div>`,
    (beside || sure.length > 0) && markup`<div class="stack">${beside}${sure}</div>`,
    ...rankings,
    wrong && renderPanel(wrong),
  ]);
}

function grid(blocks: readonly Content[]): Content {
  return markup`<div class="grid">
${listed(blocks.filter((each) => each !== undefined && each !== false), "\n")}
</div>`;
}
