// @ts-types="@types/d3-shape"
import { area, line as lineThrough } from "d3-shape";
import { classColour, classMark } from "../marks/class_mark.ts";
import { clearest, type Spot } from "../marks/clearing.ts";
import { at, circle, cut, label, line, picture } from "../marks/picture.ts";
import { type Box, type Plot, plotOf } from "../marks/plot.ts";
import { extent, padded } from "../marks/scales.ts";
import { type Content, html, type Markup } from "../page/markup.ts";

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
      band && html`
        <path d="${bandPath(xs, band, plot)}" class="band main" />
      `,
      ...ordered.map(({ x, y, isPale }) =>
        circle([plot.x(x), plot.y(y)], 2.5, isPale ? "dot pale faint" : "dot ink")
      ),
      html`
        <path d="${curvePath(xs, ys, plot)}" class="line main" />
      `,
    ],
  });
}

function curvePath(xs: readonly number[], ys: readonly (number | null)[], { x, y }: Plot): string {
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

/** What a model answers along its only column, for classes. */
export interface ClassCurves {
  readonly id: string;
  readonly title: string;
  readonly along: string;
  readonly xs: readonly number[];
  /** The classes whose probability is drawn, and which they are of all. */
  readonly curves: readonly {
    readonly name: string;
    readonly code: number;
    readonly ys: readonly (number | null)[];
  }[];
  /** Rows at 0 or 1 of one class, or in a lane of their own below the curves of several. */
  readonly points: readonly { readonly x: number; readonly truth: number }[];
  /** What the numbers are. */
  readonly unit: string;
  /** Where they end: 0 and 1 unless they are scores. */
  readonly domain?: readonly [number, number];
}

const mostAbove = 14;
const lane = 11;

/** The probability of each class, or of the one that matters, with the rows at their class. */
export function classCurves(shown: ClassCurves): Markup {
  const { id, title, along, xs, curves, points, unit, domain = [0, 1] } = shown;
  const isSingle = curves.length === 1;
  const plot = plotOf({
    x: { domain: [xs[0], xs[xs.length - 1]], title: along, isColumn: true },
    y: { domain: padded(domain), title: unit },
    height,
    isNice: false,
  });
  const paths = curves.map(({ ys }) => curvePath(xs, ys, plot));
  const half = isSingle && domain[0] === 0 && domain[1] === 1;
  return picture({
    ...{ id, height: plot.height, title },
    description: `${unit} over ${along}: ${
      curves.map(({ name }) => name).join(", ")
    }; ${points.length} rows`,
    marks: [
      ...plot.marks,
      ...plot.frame,
      half &&
      line([plot.box.x, plot.y(0.5)], [plot.box.x + plot.box.width, plot.y(0.5)], "baseline"),
      ...points.map(({ x, truth }) => {
        const own = isSingle
          ? plot.y(truth === curves[0].code ? 1 : 0)
          : laneOf(truth, { plot, curves });
        return classMark(truth, { x: at(plot.x(x)), y: at(own), size: "small" });
      }),
      ...curves.map(({ code }, at) =>
        html`
          <path d="${paths[at]}" class="line ${isSingle ? "main" : `of-${classColour(code)}`}" />
        `
      ),
      ...isSingle ? [] : curveNames(shown, plot),
    ],
  });
}

/** The lanes of the classes lie above each other, the first one at the foot. */
function laneOf(
  truth: number,
  { plot: { box }, curves }: { readonly plot: Plot; readonly curves: ClassCurves["curves"] },
): number {
  const nth = curves.findIndex(({ code }) => code === truth);
  return box.y + box.height - 6 - Math.min(mostAbove, nth) * lane;
}

/** Each name near the highest place of its curve, in a line with its mark. */
function curveNames({ curves, xs }: ClassCurves, plot: Plot): readonly Content[] {
  const boxes: Box[] = [];
  const spots = curves.flatMap(({ ys }) =>
    xs.flatMap((x, at): Spot[] =>
      at % 4 === 0 && isNumber(ys[at]) ? [[plot.x(x), plot.y(ys[at] ?? NaN)]] : []
    )
  );
  return curves.flatMap(({ name, code, ys }) => {
    const text = cut(name, 16);
    const highest = Math.max(...ys.map((y) => y ?? -Infinity));
    const middles = xs.flatMap((x, at): Spot[] =>
      (ys[at] ?? -Infinity) > highest - 0.3
        ? [-28, -14, 14, 28].map((off): Spot => [plot.x(x) + 8, plot.y(ys[at] ?? NaN) + off])
        : []
    );
    const found = clearest(text, middles, { spots, boxes, frame: plot.box });
    if (!found) return [];
    boxes.push(found.box);
    return [
      classMark(code, { x: at(found.x - 8), y: at(found.y - 4) }),
      label(text, { x: found.x, y: found.y, classes: "halo" }),
    ];
  });
}
