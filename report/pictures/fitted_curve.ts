// @ts-types="@types/d3-shape"
import { area, line as lineThrough } from "d3-shape";
import { at, circle, picture } from "../marks/picture.ts";
import { type Plot, plotOf } from "../marks/plot.ts";
import { padded } from "../marks/scales.ts";
import { extent } from "../statistics/extent.ts";
import { type Markup, markup } from "../markup/markup.ts";

/** What a model answers along its only column. */
export interface FittedCurve {
  readonly id: string;
  /** What the picture shows. */
  readonly title: string;
  /** The column, and what is answered. */
  readonly along: string;
  readonly unit: string;
  readonly xs: readonly number[];
  /** By x; `null` breaks it. */
  readonly ys: readonly (number | null)[];
  /** Around it, where quantiles are answered: the lowest and the highest. */
  readonly band?: readonly (readonly [low: number | null, high: number | null])[];
  readonly points: readonly CurvePoint[];
}

/** A row beside the curve. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** Whether it trained, beside others that are judged. */
  readonly isPale?: boolean;
}

const height = 240;

/** A curve over the rows that it is to follow. */
export function fittedCurve({ id, title, along, unit, xs, ys, band, points }: FittedCurve): Markup {
  const values = [
    ...ys.map((y) => y ?? NaN),
    ...points.map(({ y }) => y),
    ...(band ?? []).flat().map((y) => y ?? NaN),
  ];
  const plot = plotOf({
    x: { domain: [xs[0], xs[xs.length - 1]], title: along, isColumn: true },
    y: { domain: padded(extent(values)), title: unit },
    height,
    isNice: false,
  });
  const ordered = [...points].sort((one, other) =>
    Number(other.isPale ?? false) - Number(one.isPale ?? false)
  );
  return picture({
    ...{ id, height: plot.height, title },
    description: `The answer over ${along}, with ${points.length} rows`,
    marks: [
      ...plot.marks,
      ...plot.frame,
      band && markup`<path d="${bandPath(xs, band, plot)}" class="band main"/>`,
      ...ordered.map(({ x, y, isPale }) =>
        circle([plot.x(x), plot.y(y)], 2.5, isPale ? "dot pale faint" : "dot ink")
      ),
      markup`<path d="${curvePath(xs, ys, plot)}" class="line main"/>`,
    ],
  });
}

/** The path of a curve; what is no number breaks it. */
export function curvePath(
  xs: readonly number[],
  ys: readonly (number | null)[],
  { x, y }: Plot,
): string {
  return lineThrough<number>()
    .defined((_, at) => isNumber(ys[at]))
    .x((each) => at(x(each)))
    .y((_, index) => at(y(ys[index] ?? NaN)))([...xs]) ?? "";
}

function bandPath(
  xs: readonly number[],
  band: NonNullable<FittedCurve["band"]>,
  { x, y }: Plot,
): string {
  return area<number>()
    .defined((_, at) => band[at].every(isNumber))
    .x((each) => at(x(each)))
    .y0((_, index) => at(y(band[index][0] ?? NaN)))
    .y1((_, index) => at(y(band[index][1] ?? NaN)))([...xs]) ?? "";
}

function isNumber(value: number | null | undefined): boolean {
  return typeof value === "number" && Number.isFinite(value);
}
