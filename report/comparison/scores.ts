import type { ComparedRow, ReportedComparison, Spread } from "../input/comparison.ts";
import { metricWords } from "../words/metric_words.ts";
import { rowsOf } from "../input/run.ts";
import { markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { type Panel, renderPanels } from "../page/panel.ts";
import { heatTable } from "../pictures/heat_table.ts";
import { scatterPicture } from "../pictures/scores_by.ts";
import { seedsPicture } from "../pictures/seeds.ts";
import { count } from "../words/numbers.ts";
import { type Shown, shownOf, spreadText } from "./shown.ts";

/** So many configurations say something about the number of parameters. */
const fewestForParameters = 4;

/** The score by seed, by the number of parameters, by each parameter of a grid. */
export function scoresSection(comparison: ReportedComparison): Section | undefined {
  const shown = shownOf(comparison);
  const rows = comparison.rows.flatMap((row) => {
    const score = shown.of(row);
    return score && Number.isFinite(score.mean) ? [{ row, score }] : [];
  });
  const axes = axesOf(comparison.rows);
  const panels = [
    seedsPanel(comparison, shown),
    rows.length >= fewestForParameters ? parametersPanel(rows, shown) : undefined,
    ...axes.map((axis) => axisPanel(axis, { rows, shown })),
    axes.length === 2 ? heatPanel(axes, { rows, shown }) : undefined,
  ].filter((panel) => panel !== undefined);
  if (panels.length === 0) return undefined;
  return {
    id: "scores",
    title: "Scores",
    say: markup`<p>By ${metricWords(shown.metric)} on ${count(shown.rows)} ${rowsOf(shown.part)}; ${
      shown.better === "higher" ? "higher" : "lower"
    } is better.</p>`,
    show: renderPanels(panels),
  };
}

interface Scored {
  readonly row: ComparedRow;
  readonly score: Spread;
}

/** A parameter of the grid that takes more than one value. */
interface Axis {
  readonly name: string;
  /** As written, in the order of the grid. */
  readonly values: readonly string[];
}

function axesOf(rows: readonly ComparedRow[]): readonly Axis[] {
  const names = [...new Set(rows.flatMap(({ set }) => Object.keys(set)))];
  return names.map((name) => {
    const values = [...new Set(rows.flatMap(({ set }) => set[name] ?? []))];
    const areNumbers = values.every((value) => Number.isFinite(Number(value)));
    return {
      name,
      values: areNumbers ? values.sort((one, other) => Number(one) - Number(other)) : values,
    };
  }).filter(({ values }) => values.length > 1);
}

function seedsPanel({ rows, runs }: ReportedComparison, shown: Shown): Panel | undefined {
  const { metric, part, isShare, format } = shown;
  const byLabel = rows.map(({ label }) => ({
    label,
    values: runs.filter((run) => run.label === label)
      .flatMap(({ metrics }) => metrics.parts[part]?.[metric] ?? []),
  })).filter(({ values }) => values.length > 0);
  if (!byLabel.some(({ values }) => values.length > 1)) return undefined;
  return {
    title: "Seed by seed",
    picture: seedsPicture({
      ...{ id: "seeds", title: `${metricWords(metric)} of each seed`, format },
      rows: byLabel,
      ...isShare && { isShare },
    }),
    caption: "A tick is a seed, the dot their mean.",
    numbers: {
      summary: "The numbers",
      table: {
        name: "The score of each seed",
        columns: [{ title: "Configuration", isText: true, wraps: true }, {
          title: "Seeds",
          isText: true,
          wraps: true,
        }],
        rows: byLabel.map(({ label, values }) => [name(label), values.map(format).join(", ")]),
      },
    },
  };
}

function parametersPanel(rows: readonly Scored[], shown: Shown): Panel {
  const points = rows.map(({ row: { label, parameters = 0 }, score }) => ({
    ...{ label, x: parameters, y: score.mean },
  }));
  return {
    title: "Parameters against score",
    picture: scatterPicture({
      id: "by-parameters",
      title: "Parameters against score",
      along: "parameters",
      unit: metricWords(shown.metric),
      points,
      ...shown.isShare && { isShare: true },
      format: shown.format,
    }),
    caption: "A dot is a configuration; the best one is in colour.",
    numbers: {
      summary: "The numbers",
      table: {
        name: "Parameters and score",
        columns: [{ title: "Configuration", isText: true, wraps: true }, { title: "Parameters" }, {
          title: "Score",
        }],
        rows: points.map(({ label, x, y }) => [name(label), count(x), shown.format(y)]),
      },
    },
  };
}

/** The score against one parameter; a dot is a configuration. */
function axisPanel(
  { name: parameter, values }: Axis,
  { rows, shown }: { readonly rows: readonly Scored[]; readonly shown: Shown },
): Panel {
  const positions = values.every((value) => Number.isFinite(Number(value)))
    ? values.map(Number)
    : undefined;
  const points = rows.flatMap(({ row: { label, set }, score }) => {
    const at = values.indexOf(set[parameter] ?? "");
    return at < 0 ? [] : [{ label, x: positions ? positions[at] : at, y: score.mean }];
  });
  return {
    title: markup`Score by ${name(parameter)}`,
    picture: scatterPicture({
      id: `by-${parameter}`,
      title: `Score by ${parameter}`,
      along: parameter,
      unit: metricWords(shown.metric),
      points,
      ...!positions && { words: values },
      ...shown.isShare && { isShare: true },
      format: shown.format,
      hasLabels: false,
    }),
    caption: "A dot is a configuration; the best one is in colour.",
    numbers: {
      summary: "The numbers",
      table: {
        name: `Score by ${parameter}`,
        columns: [{ title: name(parameter), isText: true }, { title: "Score" }],
        rows: rows.map(({ row: { set }, score }) => [
          set[parameter] ?? "",
          spreadText(score),
        ]),
      },
    },
  };
}

function heatPanel(
  [across, down]: readonly Axis[],
  { rows, shown }: { readonly rows: readonly Scored[]; readonly shown: Shown },
): Panel {
  return {
    title: markup`Score by ${name(across.name)} and ${name(down.name)}`,
    picture: heatTable({
      name: `Score by ${across.name} and ${down.name}`,
      ...{ across, down },
      better: shown.better,
      format: shown.format,
      valueAt: (column, row) => {
        const found = rows.find(({ row: { set } }) =>
          set[across.name] === column && set[down.name] === row
        );
        return found?.score.mean;
      },
    }),
    caption: "The darker, the better.",
  };
}
