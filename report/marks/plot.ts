import { type Content, markup } from "../markup/markup.ts";
import { alike } from "../words/numbers.ts";
import { at, cut, label, line, width, widthOf } from "./picture.ts";
import { linear, type Scale } from "./scales.ts";

/** A rectangle, in pixels, from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What goes along one side of a plot. */
export interface PlotAxis {
  readonly domain: readonly [number, number];
  /** What the numbers are. */
  readonly title: string;
  /** Whether the title is the name of a column. */
  readonly isColumn?: boolean;
  /** Which numbers are labelled; round ones unless they are said. */
  readonly ticks?: readonly number[];
  /** How a tick is written; with the decimals that all of them need without. */
  readonly format?: (tick: number) => string;
}

/** What a plot is made of. */
export interface PlotOptions {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** Whether the axes end at round numbers. */
  readonly isNice?: boolean;
  /** Grid lines, or a frame around it; lines unless it is said. */
  readonly ground?: "grid" | "frame";
  /** How high the plot itself is. */
  readonly height?: number;
  /** Whether it is as high as it is wide. */
  readonly isSquare?: boolean;
}

/** Two axes with what is drawn of them. */
export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  /** What lies between the axes. */
  readonly box: Box;
  /** Of the whole picture. */
  readonly height: number;
  /** Grid lines and numbers: below all that is drawn. */
  readonly marks: readonly Content[];
  /** The frame: above grounds, below points. */
  readonly frame: readonly Content[];
}

const [top, right] = [28, width - 8];
const roomBelow = 40;
const longestTitle = 44;

/** Two axes at the foot and the left of a picture; the plot takes what their numbers leave. */
export function plotOf(options: PlotOptions): Plot {
  const { x, y, isNice, ground = "grid", isSquare, height: wanted = 304 } = options;
  // How numbers are written does not depend on where they stand.
  const tried = linear(y.domain, { range: [1, 0], ticks: 5, isNice });
  const ticksY = y.ticks ?? tried.ticks;
  const writeY = y.format ?? alike(ticksY);
  const left = Math.max(
    40,
    Math.ceil(Math.max(...ticksY.map((each) => widthOf(writeY(each))))) + 12,
  );
  const height = isSquare ? right - left : wanted;
  const foot = top + height;
  // Both sides of a square go over the same numbers.
  const ends = isSquare ? tried.domain : x.domain;
  const up = linear(y.domain, { range: [foot, top], ticks: 5, isNice });
  const { scale: across, write: writeX } = fitting({ ...x, domain: ends }, {
    ...{ range: [left, right], isNice: isSquare ? false : isNice },
  });
  const isFramed = ground === "frame";
  return {
    ...{ x: across, y: up, height: foot + roomBelow },
    box: { x: left, y: top, width: right - left, height },
    marks: [
      ...ticksY.flatMap((tick) => [
        isFramed
          ? line([left - 4, up(tick)], [left, up(tick)], "axis")
          : line([left, up(tick)], [right, up(tick)], "grid-line"),
        label(writeY(tick), { x: left - 8, y: up(tick) + 4, anchor: "end", classes: "soft" }),
      ]),
      ...across.ticks.flatMap((tick) => [
        !isFramed && line([across(tick), top], [across(tick), foot], "grid-line"),
        line([across(tick), foot], [across(tick), foot + 4], "axis"),
        label(writeX(tick), {
          ...{ x: Math.min(across(tick), width - widthOf(writeX(tick)) / 2), y: foot + 17 },
          ...{ anchor: "middle", classes: "soft" },
        }),
      ]),
      titleOf(x, { x: right, y: foot + 34, anchor: "end" }),
      titleOf(y, { x: 0, y: 14, anchor: "start" }),
    ],
    frame: isFramed
      ? [
        markup`<rect x="${left}" y="${top}" width="${
          at(right - left)
        }" height="${height}" class="axis"/>`,
      ]
      : [line([left, foot], [right, foot], "axis")],
  };
}

function titleOf(
  { title, isColumn }: PlotAxis,
  place: { readonly x: number; readonly y: number; readonly anchor: "start" | "end" },
): Content {
  return label(cut(title, longestTitle), { ...place, classes: isColumn ? "mono soft" : "soft" });
}

/** A scale across with as many ticks as stand beside each other, and how these are written. */
export function fitting(
  { domain, format }: Pick<PlotAxis, "domain" | "format">,
  { range, isNice }: { readonly range: readonly [number, number]; readonly isNice?: boolean },
): { readonly scale: Scale; readonly write: (tick: number) => string } {
  for (let ticks = 5;; ticks--) {
    const scale = linear(domain, { range, ticks, isNice });
    const write = format ?? alike(scale.ticks);
    const taken = Math.max(...scale.ticks.map((tick) => widthOf(write(tick)))) + 8;
    const [first = 0, second = Infinity] = scale.ticks.map(scale);
    if (second - first >= taken || ticks === 1) return { scale, write };
  }
}
