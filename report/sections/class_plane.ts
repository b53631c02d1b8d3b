import { namesInText } from "../input/class_names.ts";
import { classRows } from "../input/class_rows.ts";
import type { RecordedPart, Surface } from "../input/records.ts";
import { atEqualDistances, cellsOf, rowHeading, rowLabel } from "../input/row_cells.ts";
import { judgedPart, type ReportedRun, rowsOf } from "../input/run.ts";
import { name } from "../markup/markup.ts";
import { finding, type Panel, sentences } from "../page/panel.ts";
import type { Table } from "../page/table.ts";
import { areRinged, type ClassPoint } from "../pictures/class_points.ts";
import { regionsPicture, sureFrom } from "../pictures/regions.ts";
import { count, counted, significant } from "../words/numbers.ts";
import { holesIn } from "../words/surface_words.ts";
import { wrongSideFinding } from "../words/region_findings.ts";

/** More points than this make no clearer picture. */
export const mostPoints = 2_000;
/** A table of more rows nobody reads. */
const mostTableRows = 200;

/** The rows of a part over two columns of numbers, where both cells hold one. */
export function pointsOver(
  [across, up]: readonly string[],
  part: RecordedPart,
  classes: number,
): readonly ClassPoint[] {
  const cellOf = cellsOf(part);
  return classRows(part, classes).flatMap(({ at, truth, said, sure }) => {
    const [x, y] = [cellOf(across, at), cellOf(up, at)];
    return typeof x === "number" && typeof y === "number"
      ? [{ x, y, truth, said, sure, name: rowLabel(part, at) }]
      : [];
  });
}

/** Two panels on the same ground: the rows that trained, and those that are judged. */
export function regionPanels(run: ReportedRun, surface: Surface): readonly Panel[] {
  const { parts } = run.records;
  const judged = judgedPart(run.records);
  if (!judged) return [];
  const panels = parts.train && judged.name !== "train"
    ? [{ id: "regions-train", part: parts.train, title: "What it learned from" }]
    : [];
  const all = [...panels, {
    id: "regions-judged",
    part: judged.part,
    title: "What it is judged on",
  }];
  return all.map(({ id, part, title }, nth) =>
    regionPanel(run, surface, {
      ...{
        id,
        part,
        title: `${title}: ${count(part.rows)} ${
          rowsOf(nth < panels.length ? "train" : judged.name)
        }`,
      },
      ...nth > 0 && { ground: all[0].id },
    })
  );
}

interface RegionPanel {
  readonly id: string;
  readonly title: string;
  readonly part: RecordedPart;
  readonly ground?: string;
}

function regionPanel(
  run: ReportedRun,
  surface: Surface,
  { id, title, part, ground }: RegionPanel,
): Panel {
  const { answers } = run.records;
  const points = pointsOver(surface.columns, part, answers.names.length);
  const shown = atEqualDistances(points, mostPoints);
  const right = points.filter(({ truth, said }) => truth === said).length;
  const isScored = answers.scored ?? false;
  const found = wrongSideFinding(points, { sureFrom, isScored });
  return {
    title,
    picture: regionsPicture({
      ...{ id, title, surface, names: namesInText(run.records), points: shown, isScored },
      ...ground !== undefined && { ground },
    }),
    caption: sentences(
      ground !== undefined && "The same regions.",
      right < points.length &&
        `${count(right)} of ${counted(points.length, "row")} ${
          right === 1 ? "is" : "are"
        } on their own side; the others ${areRinged(shown) ? "are ringed" : "have an outline"}.`,
      part.rows > shown.length && `${count(shown.length)} of ${count(part.rows)} rows are drawn.`,
      holesIn(surface),
      found !== undefined && finding(found),
    ),
    numbers: pointNumbers({ columns: surface.columns, part, points }, run),
  };
}

/** Points as numbers: all of few, else some at equal distances. */
export function pointNumbers(
  { columns: [across, up], part, points }: {
    readonly columns: readonly string[];
    readonly part: RecordedPart;
    readonly points: readonly ClassPoint[];
  },
  run: ReportedRun,
): { readonly summary: string; readonly table: Table } {
  const { names } = run.records.answers;
  const shown = atEqualDistances(points, mostTableRows);
  return {
    summary: shown.length < points.length
      ? `${shown.length} of the ${count(points.length)} rows`
      : `The ${counted(points.length, "row")}`,
    table: {
      name: "Rows",
      columns: [
        { title: rowHeading(part) },
        { title: "True", isText: true },
        { title: "Answer", isText: true },
        { title: name(across) },
        { title: name(up) },
      ],
      rows: shown.map(({ x, y, truth, said, name: called }) => [
        called.replace(/^\w+ /, ""),
        name(names[truth]),
        name(names[said]),
        significant(x, 4),
        significant(y, 4),
      ]),
    },
  };
}
