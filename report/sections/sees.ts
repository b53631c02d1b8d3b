import { shuffledColumns } from "../input/column_importance.ts";
import type { Surface } from "../input/records.ts";
import { judgedPart, type ReportedRun } from "../input/run.ts";
import { mostMarked } from "../marks/class_mark.ts";
import { type Content, markup } from "../markup/markup.ts";
import { renderPanels, sentences } from "../page/panel.ts";
import type { Panel } from "../page/panel.ts";
import type { Section } from "../page/page.ts";
import { regionPanels } from "./class_plane.ts";
import { count } from "../words/numbers.ts";
import { columnPanel } from "./column_panel.ts";
import { importanceLeftOut, importancePanel, importanceSummary } from "./importance_panel.ts";
import {
  classCurvePanel,
  labelPlanePanels,
  numberCurvePanel,
  numberPlanePanel,
} from "./surface_panels.ts";

/** What the answers depend on: columns, and where there are one or two of them, every place. */
export function seesSection(run: ReportedRun): Section | undefined {
  const panels = [...surfacePanels(run), importancePanel(run), columnPanel(run)].flatMap((panel) =>
    panel ?? []
  );
  const leftOut = importanceLeftOut(run);
  if (panels.length === 0 && leftOut === undefined) return undefined;
  return {
    id: "sees",
    title: "What the model sees",
    say: markup`<p>${sentences(...summary(run), importanceSummary(run), leftOut)}</p>`,
    show: panels.length > 0 && renderPanels(panels),
  };
}

function surfacePanels(run: ReportedRun): readonly Panel[] {
  const { surface, answers: { kind, names } } = run.records;
  if (!surface || !judgedPart(run.records)) return [];
  if (kind === "classes") {
    if (names.length < 2 || names.length > mostMarked) return [];
    return isPlane(surface) ? regionPanels(run, surface) : listOf(classCurvePanel(run, surface));
  }
  if (kind === "labels") return isPlane(surface) ? labelPlanePanels(run, surface) : [];
  return listOf(isPlane(surface) ? numberPlanePanel(run, surface) : numberCurvePanel(run, surface));
}

function listOf(panel: Panel | undefined): readonly Panel[] {
  return panel ? [panel] : [];
}

function isPlane({ axes }: Surface): boolean {
  return axes.length === 2;
}

function summary(run: ReportedRun): readonly Content[] {
  const { surface, answers } = run.records;
  if (!surface) return [noSurface(run)];
  return [
    !isPlane(surface) && "With one column the answer can be drawn for every value of it.",
    isPlane(surface) && answers.kind !== "classes" &&
    "Two columns make a plane, so the answer can be drawn for every place of it.",
    isPlane(surface) && answers.kind === "classes" &&
    `Two columns make a plane, so the answer can be drawn for every place of it.${
      answers.scored ? "" : " Strong tint: the model is at least 90% sure; pale: it leans that way."
    }`,
  ];
}

/** What is shown where there is no plane. */
function noSurface(run: ReportedRun): Content {
  const columns = shuffledColumns(run.records).length;
  if (columns < 3) return undefined;
  return `${
    count(columns)
  } columns leave no plane to draw the answer on. Instead: how much each of them matters${
    columnPanel(run) ? ", and where the errors lie in the two that matter most" : ""
  }.`;
}
