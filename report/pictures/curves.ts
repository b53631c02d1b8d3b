// @ts-types="@types/d3-shape"
import { line as lineThrough } from "d3-shape";
import type { Curve } from "../input/curve.ts";
import { xAxis, yAxis } from "../marks/axis.ts";
import { at, circle, cut, label, line, picture, width, widthOf } from "../marks/picture.ts";
import { linear, logarithmic, type Scale, wantsLog } from "../marks/scales.ts";
import { extent } from "../statistics/extent.ts";
import { spread } from "../marks/spread.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import { alike, logTick, significant } from "../words/numbers.ts";

/** Curves over one axis. */
export interface Curves {
  readonly id: string;
  /** What the picture shows. */
  readonly title: string;
  /** What the numbers are, with their unit. */
  readonly unit: string;
  /** What the curves go along. */
  readonly along: string;
  readonly curves: readonly Curve[];
  /** What no model is needed for. */
  readonly baseline?: { readonly name: string; readonly value: number };
  /** A place of the main curve that is told, such as the epoch that was kept. */
  readonly ring?: { readonly x: number; readonly y: number };
  /** Whether the numbers are shares, from 0 to 100%. */
  readonly isShare?: boolean;
  /** How the last number of each curve is written. */
  readonly format: (value: number) => string;
}

const height = 208;
const [top, foot] = [32, 168];
/** Of the axis, unless its numbers take more. */
const leastLeft = 48;
const beforeAxis = 8;
/** Room for the names of the curves at their ends. */
const fewestForNames = 64;
const betweenNames = 15;

/** Whether the numbers of curves are shown on a logarithmic scale. */
export function isLogarithmic({ curves, isShare }: Pick<Curves, "curves" | "isShare">): boolean {
  return !isShare && wantsLog(valuesOf(curves));
}

function valuesOf(curves: readonly Curve[]): readonly number[] {
  return curves.flatMap(({ points }) => points.map(([, y]) => y ?? NaN));
}

/** Curves with their names and last values at their ends. */
export function curvesPicture(shown: Curves): Markup {
  const { id, title, unit, along, curves, baseline, ring, isShare } = shown;
  const ends = endsOf(shown);
  const right = width - 8 - Math.max(fewestForNames, ...ends.map(({ text }) => widthOf(text) + 12));
  const y = scaleOf(shown);
  const tick = y.isLog ? logTick : alike(y.ticks);
  const write = (value: number) => isShare ? `${Math.round(value * 100)}%` : tick(value);
  const numbers = Math.ceil(Math.max(...y.ticks.map((each) => widthOf(write(each)))));
  const left = Math.max(leastLeft, numbers + beforeAxis);
  const x = linear([0, extent(curves.flatMap(({ points }) => points.map(([each]) => each)))[1]], {
    range: [left, right],
    isNice: false,
    isWhole: true,
    ticks: 4,
  });
  const places = spread(ends.map(({ value }) => y(value)), {
    distance: betweenNames,
    low: top - 4,
    high: foot,
  });
  return picture({
    ...{ id, height, title },
    description: ends.map(({ text }) => text).join("; "),
    marks: [
      ...yAxis(y, {
        ...{ x: left, to: right },
        format: write,
        title: y.isLog ? `${unit}, log scale` : unit,
      }),
      ...xAxis(x, { y: foot, format: alike(x.ticks), title: along }),
      ...baseline ? [line([left, y(baseline.value)], [right, y(baseline.value)], "baseline")] : [],
      ...curves.flatMap((curve) => curveMarks(curve, { x, y })),
      ring && circle([x(ring.x), y(ring.y)], 5, "ring main"),
      ...ends.flatMap(({ text, value, from, classes }, index) => [
        Math.abs(places[index] - y(value)) > 2 &&
        markup`<path d="M${at(x(from) + 4)} ${at(y(value))}L${right + 8} ${
          at(places[index])
        }" class="lead"/>`,
        label(text, { x: right + 10, y: places[index] + 4, classes }),
      ]),
    ],
  });
}

function scaleOf({ curves, baseline, isShare }: Curves): Scale {
  const [low, high] = extent([...valuesOf(curves), ...baseline ? [baseline.value] : []]);
  const range = [foot, top] as const;
  const ticks = 4;
  if (isLogarithmic({ curves, isShare })) return logarithmic([low, high], { range, ticks });
  if (isShare) return linear([Math.min(low, 0.8), 1], { range, ticks });
  return linear([Math.min(0, low), Math.max(0, high)], { range, ticks });
}

interface End {
  readonly text: string;
  readonly value: number;
  /** Where it is reached. */
  readonly from: number;
  readonly classes: string;
}

/** The name of each curve, and its last number. */
function endsOf({ curves, baseline, format }: Curves): readonly End[] {
  const classes = { main: "", pale: "soft", point: "" };
  const named = curves.flatMap(({ name, points, kind }): End[] => {
    const known = points.filter(([, y]) => y !== null && Number.isFinite(y));
    const [from, value] = known.at(-1) ?? [];
    if (from === undefined || value === undefined || value === null) return [];
    const broken = points.length > known.length && known.at(-1) !== points.at(-1);
    const text = broken ? `${name} not a number` : `${name} ${format(value)}`;
    return [{ text, value, from, classes: classes[kind] }];
  });
  const [, last] = extent(curves.flatMap(({ points }) => points.map(([x]) => x)));
  return [
    ...named,
    ...baseline
      ? [{ text: cut(baseline.name, 17), value: baseline.value, from: last, classes: "soft" }]
      : [],
  ];
}

const diamond = "M0-5L4.4 0L0 5L-4.4 0Z";

function curveMarks(
  { points, kind }: Curve,
  { x, y }: { readonly x: Scale; readonly y: Scale },
): readonly Content[] {
  const isShown = ([, value]: Curve["points"][number]) =>
    value !== null && Number.isFinite(value) && (!y.isLog || value > 0);
  const known = points.filter(isShown);
  const last = known.at(-1);
  if (!last) return [];
  const [endX, endY] = [at(x(last[0])), at(y(last[1] ?? NaN))];
  if (kind === "point") {
    return [markup`<path d="${diamond}" transform="translate(${endX} ${endY})" class="dot ink"/>`];
  }
  const path = lineThrough<Curve["points"][number]>()
    .defined(isShown)
    .x(([each]) => at(x(each)))
    .y(([, each]) => at(y(each ?? NaN)))(points);
  const isBroken = last !== points.at(-1);
  return [
    markup`<path d="${path ?? ""}" class="line ${kind}"/>`,
    // A line of one point is none.
    (known.length === 1 || kind === "main") && circle([endX, endY], 2.5, `dot ${kind}`),
    isBroken &&
    markup`<path d="M${endX - 4} ${endY - 4}l8 8m0 -8l-8 8" class="cross"/>`,
  ];
}

/** A table of curves: each x with its numbers; of many, some at equal distances, with the first and the last. */
export function curvesTable(
  { curves, along, title }: Pick<Curves, "curves" | "along" | "title">,
) {
  const lines = curves.filter(({ kind }) => kind !== "point");
  const xs = [...new Set(lines.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) =>
    a - b
  );
  const shown = thinned(xs);
  const byX = lines.map(({ points }) => new Map(points));
  return {
    name: title,
    columns: [{ title: along }, ...lines.map(({ name }) => ({ title: name }))],
    rows: shown.map((x) => [
      String(x),
      ...byX.map((values) => {
        const value = values.get(x);
        return value === undefined ? "" : significant(value ?? NaN, 4);
      }),
    ]),
  };
}

const mostRows = 60;

/** All up to 60, else every 5th, 25th, ... with the first and the last. */
function thinned(xs: readonly number[]): readonly number[] {
  let step = 1;
  while (xs.length / step > mostRows) step *= 5;
  return xs.filter((x, at) => at === 0 || at === xs.length - 1 || x % step === 0);
}
