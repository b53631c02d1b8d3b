import type { ComparedRun, ReportedComparison } from "../input/comparison.ts";
import type { RecordedEpoch } from "../input/records.ts";
import { metricWords } from "../words/metric_words.ts";
import { cut } from "../marks/picture.ts";
import { markup } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { type Panel, renderPanels } from "../page/panel.ts";
import type { Curve } from "../input/curve.ts";
import { type Curves, curvesPicture, curvesTable } from "../pictures/curves.ts";
import { significant } from "../words/numbers.ts";
import { firstRuns } from "./first_runs.ts";
import { shownOf } from "./shown.ts";

/** More lines on one picture cannot be told apart. */
const mostLines = 6;

/** How the loss and the metric of each configuration went, on shared axes; of several seeds, the first. */
export function coursesSection(comparison: ReportedComparison): Section | undefined {
  const { runs } = comparison;
  const first = firstRuns(comparison);
  const trained = first.filter(({ records }) => records.history.length > 0).slice(0, mostLines);
  if (trained.length === 0) return undefined;
  const { metric, isShare, format } = shownOf(comparison);
  const part = partOf(trained);
  const names = [...new Set(["loss", metric])]
    .filter((name) =>
      trained.some(({ records: { history } }) =>
        history.some((epoch) => scoresOf(epoch, part)[name] !== undefined)
      )
    );
  if (names.length === 0) return undefined;
  const panels = names.map((name): Panel => {
    const shown: Curves = {
      id: `course-${name}`,
      title: `${
        part === "train" ? "Training" : part[0].toUpperCase() + part.slice(1)
      } ${name} by epoch`,
      unit: isShare && name === metric ? "rows answered right" : metricWords(name),
      along: "epoch",
      curves: trained.map((run, at) => curveOf(run, { name, part, isBest: at === 0 })),
      isShare: isShare && name === metric,
      format: name === metric ? format : (value) => significant(value, 2),
    };
    return {
      title: shown.title,
      picture: curvesPicture(shown),
      numbers: { summary: "The numbers", table: curvesTable(shown) },
    };
  });
  const left = first.length - trained.length;
  const isSeeded = runs.length > first.length;
  return {
    id: "training",
    title: "Training",
    say: markup`<p>The best configuration is in colour; all stand on the same axes.${
      isSeeded && " Of several seeds the first is drawn."
    }${left > 0 && ` ${left} more are left out here.`}</p>`,
    show: renderPanels(panels),
  };
}

type CoursePart = "valid" | "test" | "train";

/** Rows that did not train, where every configuration has judged them after each epoch. */
function partOf(runs: readonly ComparedRun[]): CoursePart {
  const has = (part: CoursePart) =>
    runs.every(({ records: { history } }) =>
      history.some((epoch) => Object.keys(scoresOf(epoch, part)).length > 0)
    );
  return (["valid", "test"] as const).find(has) ?? "train";
}

function scoresOf(epoch: RecordedEpoch, part: CoursePart) {
  return part === "test" ? epoch.after.test ?? {} : epoch[part];
}

function curveOf(
  { label, records: { history } }: ComparedRun,
  { name, part, isBest }: {
    readonly name: string;
    readonly part: CoursePart;
    readonly isBest: boolean;
  },
): Curve {
  return {
    name: cut(label, 14),
    points: history.flatMap((epoch) => {
      const value = scoresOf(epoch, part)[name];
      return value === undefined ? [] : [[epoch.epoch, value] as const];
    }),
    kind: isBest ? "main" : "pale",
  };
}
