import { namesInText } from "../input/class_names.ts";
import { atEqualDistances, cellsOf, rowLabel } from "../input/row_cells.ts";
import { numberRows } from "../input/number_rows.ts";
import { quantileLevels } from "../input/quantiles.ts";
import type { RecordedPart, Surface } from "../input/records.ts";
import { type Judged, judgedPart, type ReportedRun, rowsOf, targetNames } from "../input/run.ts";
import { code, markup, name } from "../markup/markup.ts";
import { finding, type Panel, sentences } from "../page/panel.ts";
import type { Table } from "../page/table.ts";
import { classCurves } from "../pictures/class_curves.ts";
import { fittedCurve } from "../pictures/fitted_curve.ts";
import { type LevelPoint, levelsPicture } from "../pictures/levels.ts";
import { changeFinding, flatFinding } from "../words/curve_shape.ts";
import { holesIn, sameEverywhere } from "../words/surface_words.ts";
import { count, significant } from "../words/numbers.ts";
import { mostPoints, pointsOver } from "./class_plane.ts";

/** Each number of an answer along the axes, in the order of the grid. */
function answersAt({ answers, axes }: Surface, answer: number): readonly (number | null)[] {
  const crossings = axes.reduce((product, { length }) => product * length, 1);
  const names = answers.length / crossings;
  return Array.from({ length: crossings }, (_, at) => answers[at * names + answer]);
}

/** A row with a number, over the column of a surface. */
interface PlacedRow {
  readonly x: number;
  readonly truth: number;
  readonly said: number;
  readonly at: number;
}

function placedRows(part: RecordedPart, column: string, targets: number): readonly PlacedRow[] {
  const cellOf = cellsOf(part);
  return numberRows(part, { target: 0, targets }).flatMap((row) => {
    const x = cellOf(column, row.at);
    return typeof x === "number" ? [{ ...row, x }] : [];
  });
}

/** The parts that are drawn: those that trained pale, those that are judged strong. */
function drawnParts({ records: { parts } }: ReportedRun, judged: Judged) {
  return [
    ...judged.name !== "train" && parts.train ? [{ part: parts.train, isPale: true }] : [],
    { part: judged.part, isPale: false },
  ];
}

/** What the marks of both parts are, in words. */
function partWords(run: ReportedRun, judged: Judged): string {
  return judged.name !== "train" && run.records.parts.train
    ? `Strong points are ${rowsOf(judged.name)}, pale ones training rows.`
    : `Points are ${rowsOf(judged.name)}.`;
}

/** The number that is answered along the only column, over the rows. */
export function numberCurvePanel(run: ReportedRun, surface: Surface): Panel | undefined {
  const judged = judgedPart(run.records);
  const [target = "target", ...others] = targetNames(run.records);
  if (!judged) return undefined;
  const [along] = surface.columns;
  const [xs] = surface.axes;
  const levels = quantileLevels(run.records);
  const middle = Math.floor((levels.length - 1) / 2);
  const ys = answersAt(surface, levels.length > 0 ? middle : 0);
  const points = drawnParts(run, judged).flatMap(({ part, isPale }) =>
    placedRows(part, along, 1 + others.length).map(({ x, truth }) => ({ x, y: truth, isPale }))
  );
  const shown = atEqualDistances(points, mostPoints);
  const band = levels.length > 1
    ? zipped(answersAt(surface, 0), answersAt(surface, levels.length - 1))
    : undefined;
  const found = flatFinding(ys, points.map(({ y }) => y));
  return {
    title: markup`${name(target)} along ${code(along)}`,
    picture: fittedCurve({
      ...{ id: "fitted", title: `${target} along ${along}`, along, unit: target, xs, ys },
      ...band && { band },
      points: shown,
    }),
    caption: sentences(
      `The line is what the model answers.`,
      band &&
        `The band reaches from its ${levels[0]} quantile to its ${
          levels[levels.length - 1]
        } quantile.`,
      partWords(run, judged),
      shown.length < points.length &&
        `${count(shown.length)} of ${count(points.length)} are drawn.`,
      holesIn(surface),
      found !== undefined && finding(found),
    ),
    numbers: curveNumbers({ along, xs, series: [{ name: target, ys }] }),
  };
}

function zipped(low: readonly (number | null)[], high: readonly (number | null)[]) {
  return low.map((each, at) => [each, high[at]] as const);
}

/** The probabilities of the classes along the only column; of two classes that of the second. */
export function classCurvePanel(run: ReportedRun, surface: Surface): Panel | undefined {
  const judged = judgedPart(run.records);
  if (!judged) return undefined;
  const { answers } = run.records;
  const names = namesInText(run.records);
  const [along] = surface.columns;
  const [xs] = surface.axes;
  const all = names.map((name, code) => ({ name, code, ys: answersAt(surface, code) }));
  const curves = all.length === 2 ? all.slice(1) : all;
  const points = pointsOver([along, along], judged.part, answers.names.length);
  const shown = atEqualDistances(points, mostPoints);
  const what = answers.scored ? "score" : "probability";
  const title = curves.length === 1 ? `${what} of ${curves[0].name}` : `${what} of each class`;
  const found = changeFinding(all.map(({ ys }) => ys), xs);
  return {
    title: markup`${title[0].toUpperCase()}${name(title.slice(1))} along ${code(along)}`,
    picture: classCurves({
      ...{ id: "fitted", title, along, xs, curves, points: shown, unit: title },
      ...answers.scored && { scores: extentOf(curves.flatMap(({ ys }) => ys)) },
    }),
    caption: sentences(
      curves.length === 1
        ? markup`Points are ${rowsOf(judged.name)}: those of ${
          name(curves[0].name)
        } at the top, the others at the foot.`
        : `Points are ${
          rowsOf(judged.name)
        }, each class in its lane at the foot; the large mark is at the top of its line.`,
      shown.length < points.length &&
        `${count(shown.length)} of ${count(points.length)} are drawn.`,
      holesIn(surface),
      found !== undefined && finding(found),
    ),
    numbers: curveNumbers({ along, xs, series: curves }),
  };
}

function extentOf(values: readonly (number | null)[]): readonly [number, number] {
  const finite = values.flatMap((value) => value === null ? [] : [value]);
  return [Math.min(...finite), Math.max(...finite)];
}

/** Every so many steps of a curve are in its table. */
const everyStep = 10;

function curveNumbers({ along, xs, series }: {
  readonly along: string;
  readonly xs: readonly number[];
  readonly series: readonly { readonly name: string; readonly ys: readonly (number | null)[] }[];
}): { readonly summary: string; readonly table: Table } {
  return {
    summary: "The numbers",
    table: {
      name: "The answer along the column",
      columns: [{ title: name(along) }, ...series.map((each) => ({ title: name(each.name) }))],
      rows: xs.flatMap((x, at) =>
        at % everyStep === 0
          ? [[significant(x, 4), ...series.map(({ ys }) => significant(ys[at] ?? NaN, 4))]]
          : []
      ),
    },
  };
}

const mostRinged = 3;

/** The number that is answered over the plane of both columns, with the rows on it. */
export function numberPlanePanel(run: ReportedRun, surface: Surface): Panel | undefined {
  const judged = judgedPart(run.records);
  const [target = "target", ...others] = targetNames(run.records);
  if (!judged) return undefined;
  const [across, up] = surface.columns;
  const points = drawnParts(run, judged).flatMap(({ part, isPale }) => {
    const cellOf = cellsOf(part);
    const rows = placedRows(part, across, 1 + others.length);
    const worst = isPale ? [] : rows.filter((row) => errorOf(row) > 0)
      .sort((one, other) => errorOf(other) - errorOf(one)).slice(0, mostRinged);
    return rows.flatMap((row): LevelPoint[] => {
      const y = cellOf(up, row.at);
      if (typeof y !== "number") return [];
      return [{
        x: row.x,
        y,
        isPale,
        ...worst.includes(row) && { ringed: rowLabel(part, row.at) },
      }];
    });
  });
  const ringed = points.filter((each) => each.ringed !== undefined);
  const rest = points.filter((each) => each.ringed === undefined);
  const shown = [...atEqualDistances(rest, mostPoints), ...ringed];
  const levels = quantileLevels(run.records);
  const middle = Math.floor(Math.max(0, levels.length - 1) / 2);
  const same = sameEverywhere(answersAt(surface, middle));
  return {
    title: markup`Predicted ${name(target)} over both columns`,
    picture: levelsPicture({
      ...{ id: "levels", title: `Predicted ${target} over ${across} and ${up}`, surface },
      ...{ answer: middle, points: shown },
    }),
    caption: sentences(
      markup`Along a line the predicted ${
        name(target)
      } is the same; the stronger the tint, the higher.`,
      partWords(run, judged),
      ringed.length > 0 && "The rows with the largest errors are ringed.",
      shown.length < points.length &&
        `${count(shown.length)} of ${count(points.length)} are drawn.`,
      holesIn(surface),
      same !== undefined && finding(same),
    ),
    numbers: planeNumbers(surface, middle),
  };
}

function errorOf({ truth, said }: PlacedRow): number {
  return Math.abs(truth - said);
}

/** Every so many steps of a plane are in its table. */
const everyCrossing = 20;

function planeNumbers(
  surface: Surface,
  answer: number,
): { readonly summary: string; readonly table: Table } {
  const [across, up] = surface.axes;
  const answers = answersAt(surface, answer);
  const some = (axis: readonly number[]) =>
    axis.flatMap((value, at) => at % everyCrossing === 0 ? [{ value, at }] : []);
  return {
    summary: "The numbers",
    table: {
      name: "The answer over the plane",
      columns: [
        { title: markup`${name(surface.columns[1])} by ${name(surface.columns[0])}` },
        ...some(across).map(({ value }) => ({ title: significant(value, 3) })),
      ],
      rows: some(up).reverse().map(({ value, at: row }) => [
        significant(value, 3),
        ...some(across).map(({ at }) => significant(answers[at * up.length + row] ?? NaN, 3)),
      ]),
    },
  };
}

/** More labels than this are in the tables alone. */
const mostLabelPlanes = 4;

/** The probability of each label over the plane of both columns. */
export function labelPlanePanels(run: ReportedRun, surface: Surface): readonly Panel[] {
  const judged = judgedPart(run.records);
  const { names } = run.records.answers;
  if (!judged) return [];
  const { part } = judged;
  const { targets = [], labels = [] } = part;
  const cellOf = cellsOf(part);
  return names.slice(0, mostLabelPlanes).map((each, label) => {
    const points = part.recorded.flatMap((_, at): LevelPoint[] => {
      const [x, y] = surface.columns.map((column) => cellOf(column, at));
      const truth = targets[at * names.length + label];
      return typeof x === "number" && typeof y === "number" ? [{ x, y, isPale: truth !== 1 }] : [];
    });
    const wrong = part.recorded.filter((_, at) =>
      targets[at * names.length + label] !== labels[at * names.length + label]
    ).length;
    const shown = atEqualDistances(points, mostPoints);
    return {
      title: markup`Probability of ${code(each)} over both columns`,
      picture: levelsPicture({
        ...{ id: `label-${label}`, title: `Probability of ${each}`, surface, answer: label },
        ...{ thresholds: [0.1, 0.5, 0.9], points: shown },
        format: (level) =>
          `${level * 100}%`,
      }),
      caption: sentences(
        markup`Lines are at 10, 50 and 90%. Strong points are ${rowsOf(judged.name)} with ${
          name(each)
        }, pale ones without.`,
        shown.length < points.length &&
          `${count(shown.length)} of ${count(points.length)} are drawn.`,
        holesIn(surface),
        wrong === 0 && finding("No row is on the wrong side."),
        wrong > 0 &&
          `${count(wrong)} of ${count(part.recorded.length)} ${
            wrong === 1 ? "is" : "are"
          } on the wrong side.`,
      ),
      numbers: planeNumbers(surface, label),
    };
  });
}
