import type { ReportedComparison } from "../input/comparison.ts";
import { namesInText } from "../input/class_names.ts";
import { atEqualDistances } from "../input/row_cells.ts";
import { judgedPart, rowsOf } from "../input/run.ts";
import { markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { type Panel, renderPanels } from "../page/panel.ts";
import { regionsPicture, sureFrom } from "../pictures/regions.ts";
import { mostPoints, pointsOver } from "../sections/class_plane.ts";
import { count, counted } from "../words/numbers.ts";
import { firstRuns } from "./first_runs.ts";

/** More planes side by side are not looked at. */
const mostPlanes = 4;

/** The regions of the best configurations side by side; nothing unless the data have two columns of numbers. */
export function comparedRegions(comparison: ReportedComparison): Section | undefined {
  const planes = firstRuns(comparison).flatMap(({ label, records, metrics }, at) => {
    const { surface, answers } = records;
    const judged = judgedPart(records);
    const isPlane = surface?.axes.length === 2 && answers.kind === "classes";
    return surface && judged && isPlane ? [{ label, records, metrics, surface, judged, at }] : [];
  }).slice(0, mostPlanes);
  if (planes.length < 2) return undefined;
  const panels = planes.map(({ label, records, metrics, surface, judged, at }): Panel => {
    const { answers } = records;
    const points = pointsOver(surface.columns, judged.part, answers.names.length);
    const wrong = points.filter(({ truth, said }) => truth !== said).length;
    const sure = points.filter((point) => point.sure >= sureFrom).length;
    const isScored = answers.scored ?? false;
    const title = `${label}: ${count(wrong)} of ${count(points.length)} wrong`;
    return {
      title: markup`${name(label)}: ${count(wrong)} of ${count(points.length)} wrong`,
      picture: regionsPicture({
        ...{ id: `plane-${at}`, title, surface, names: namesInText(records), isScored },
        points: atEqualDistances(points, mostPoints),
      }),
      caption: `${counted(metrics.parameters, "parameter")}${
        isScored ? "" : `; at least 90% sure of ${count(sure)} of ${counted(points.length, "row")}`
      }.`,
    };
  });
  return {
    id: "sees",
    title: "What they see",
    say: markup`<p>The same ${
      rowsOf(planes[0].judged.name)
    } on what each answers over the plane; strong tint: at least 90% sure.</p>`,
    show: renderPanels(panels),
  };
}
