// @ts-types="@types/d3-shape"
import { line as lineThrough } from "d3-shape";
import { xAxis, yAxis } from "../marks/axis.ts";
import { circle, label, line, picture, rect, widthOf } from "../marks/picture.ts";
import { linear } from "../marks/scales.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import type { CalibrationBin } from "../statistics/calibration.ts";
import { shareInterval } from "../words/interval.ts";
import { count, counted, percent } from "../words/numbers.ts";

/** How often forecasts come true, by how probable they were said to be. */
export interface CalibrationCurve {
  readonly id: string;
  readonly title: string;
  readonly bins: readonly CalibrationBin[];
  /** What is probable. */
  readonly along: Content;
  /** What comes true. */
  readonly unit: Content;
}

const [left, right, top, foot] = [44, 336, 28, 236];
/** The bars below: how many rows each bin has. */
const barFoot = 320;
const barRoom = 28;

/** A reliability diagram: on the dotted diagonal, as many come true as were said to. */
export function calibrationCurve({ id, title, bins, along, unit }: CalibrationCurve): Markup {
  const x = linear([0, 1], { range: [left, right], isNice: false });
  const y = linear([0, 1], { range: [foot, top], isNice: false });
  const points = bins.map(({ mean, hits, rows }) => [x(mean), y(hits / rows)] as const);
  const path = lineThrough<readonly [number, number]>()(
    points.map(([x, y]) => [round(x), round(y)]),
  );
  const format = (tick: number) => `${Math.round(tick * 100)}%`;
  return picture({
    ...{ id, title, height: barFoot + 8 },
    description: bins.map(({ hits, rows, mean }) =>
      `said ${percent(mean, 20)}, came true ${percent(hits / rows, 20)} of ${counted(rows, "row")}`
    ).join("; "),
    marks: [
      ...yAxis(y, { x: left, to: right, format, title: unit }),
      ...xAxis(x, { y: foot, format, title: along }),
      line([x(0), y(0)], [x(1), y(1)], "baseline"),
      ...bins.map(({ hits, rows, mean }) => {
        const [low, high] = shareInterval(hits, rows);
        return line([x(mean), y(low)], [x(mean), y(high)], "interval");
      }),
      markup`<path d="${path ?? ""}" class="line main"/>`,
      ...points.map((point) => circle(point, 3.5, "dot main")),
      ...rowBars(bins, x),
    ],
  });
}

/** How many rows each bin has. */
function rowBars(
  bins: readonly CalibrationBin[],
  x: (value: number) => number,
): readonly Content[] {
  const fullest = bins.reduce<CalibrationBin | undefined>(
    (most, bin) => bin.rows > (most?.rows ?? 0) ? bin : most,
    undefined,
  );
  if (!fullest) return [];
  const half = widthOf(count(fullest.rows)) / 2;
  return [
    label("rows", { x: left - 8, y: barFoot, anchor: "end", classes: "soft" }),
    ...bins.map(({ low, high, rows }) => {
      const height = Math.max(1, rows / fullest.rows * barRoom);
      return rect(
        { x: x(low) + 1, y: barFoot - height, width: x(high) - x(low) - 2, height },
        "bar",
      );
    }),
    line([left, barFoot], [right, barFoot], "axis"),
    label(count(fullest.rows), {
      x: Math.min(352 - half, (x(fullest.low) + x(fullest.high)) / 2),
      y: barFoot - barRoom - 4,
      anchor: "middle",
    }),
  ];
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
