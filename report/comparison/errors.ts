import { classRows, confusionOf } from "../input/class_rows.ts";
import type { ReportedComparison } from "../input/comparison.ts";
import { judgedPart, rowsOf } from "../input/run.ts";
import { markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { type Panel, renderPanels } from "../page/panel.ts";
import { confusionMatrix, matrixSize } from "../pictures/confusion_matrix.ts";
import { firstRuns } from "./first_runs.ts";

/** The confusion matrices of the best configuration and the next one; nothing where there are no classes. */
export function comparedErrors(comparison: ReportedComparison): Section | undefined {
  const [best, next] = firstRuns(comparison).flatMap(({ label, records }) => {
    const { kind, names } = records.answers;
    const judged = judgedPart(records);
    const rows = judged && kind === "classes" ? classRows(judged.part, names.length) : [];
    const isSmall = ["few", "many"].includes(matrixSize(names.length));
    return judged && isSmall && rows.length > 0 ? [{ label, names, judged, rows }] : [];
  });
  if (!best || !next) return undefined;
  const panels = [best, next].map(({ label, names, rows }): Panel => ({
    title: name(label),
    picture: confusionMatrix({
      title: `Confusion matrix of ${label}`,
      names,
      counts: confusionOf(rows, names.length),
    }),
    isWide: matrixSize(names.length) !== "few",
  }));
  const isSeeded = comparison.runs.length > comparison.rows.length;
  return {
    id: "errors",
    title: "Errors",
    say: markup`<p>The same ${
      rowsOf(best.judged.name)
    }, the best configuration beside the next one. The share of each true class stands below the count.${
      isSeeded && " Of several seeds the first is shown."
    }</p>`,
    show: renderPanels(panels),
  };
}
