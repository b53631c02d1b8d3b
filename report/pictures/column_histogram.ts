import { classColour, classMark } from "../marks/class_mark.ts";
import { at, cut, label, line, picture, rect, smallWidth, widthOf } from "../marks/picture.ts";
import { type Bins, countsIn, roundBins } from "../marks/round_bins.ts";
import { dateTicks, linear } from "../marks/scales.ts";
import type { Content, Markup } from "../markup/markup.ts";
import { datesAlike } from "../words/dates.ts";
import { alike, count } from "../words/numbers.ts";

/** The numbers of a column, in groups that stand below each other. */
export interface ColumnHistogram {
  readonly id: string;
  readonly title: string;
  /** `smallWidth`, or the whole width where the columns are few. */
  readonly width?: number;
  readonly groups: readonly NumberGroup[];
  /** Whether it is of the target. */
  readonly isMain?: boolean;
  /** Whether the numbers are times, in seconds from 1970 on. */
  readonly isDates?: boolean;
}

/** Some numbers. */
export interface NumberGroup {
  readonly values: readonly number[];
  /** Of which class; absent where all are of one group. */
  readonly of?: { readonly code: number; readonly name: string };
}

const top = 16;
const axisHeight = 24;
const widestBar = 40;

/**
 * Bars between round numbers, a base line for each group; the fullest bar carries its count. All groups have one
 * scale, so that their bars can be held against each other.
 */
export function columnHistogram(shown: ColumnHistogram): Markup {
  const { id, title, width = smallWidth, groups, isMain } = shown;
  const bins = roundBins(groups.flatMap(({ values }) => values), width > smallWidth ? 24 : 16);
  const counts = groups.map(({ values }) => countsIn(bins, values));
  const most = Math.max(1, ...counts.flat());
  const fullest = counts.findIndex((each) => each.includes(most));
  const tall = groups.length > 1 ? 28 : 64;
  const feet: number[] = [];
  for (const [nth, { of }] of groups.entries()) {
    feet.push((feet.at(-1) ?? 0) + (of ? top + 8 : 4) + (nth === fullest ? 14 : 0) + tall);
  }
  const foot = feet[feet.length - 1];
  const pixels = (value: number) => width * (value - bins.low) / (bins.step * bins.count);
  const colourOf = (of: NumberGroup["of"]) =>
    of ? classColour(of.code) : isMain ? "dot main" : "bar";
  return picture({
    ...{ id, width, height: foot + axisHeight, title },
    description: describe(groups, counts),
    marks: [
      ...groups.flatMap(({ of }, nth) => [
        ...of ? groupLabel(of, feet[nth] - tall - (nth === fullest ? 14 : 0) - 4) : [],
        ...bars(counts[nth], {
          ...{ bins, pixels, foot: feet[nth], classes: colourOf(of) },
          heightOf: (count) => tall * count / most,
        }),
        line([0, feet[nth]], [width, feet[nth]], "axis"),
      ]),
      fullest >= 0 &&
      fullestCount({ most, counts: counts[fullest], foot: feet[fullest] - tall, bins, width }),
      ...ticks(bins, { width, y: foot, isDates: shown.isDates }),
    ],
  });
}

function describe(
  groups: readonly NumberGroup[],
  counts: readonly (readonly number[])[],
): string {
  return groups.map(({ of, values }, nth) => {
    const most = Math.max(0, ...counts[nth]);
    return `${of ? `${of.name}: ` : ""}${count(values.length)} rows, ${
      count(most)
    } in the fullest bar`;
  }).join("; ");
}

function groupLabel({ code, name }: NonNullable<NumberGroup["of"]>, y: number) {
  return [classMark(code, { x: 5, y: at(y - 4) }), label(cut(name), { x: 14, y })];
}

function bars(
  counts: readonly number[],
  { bins, pixels, foot, classes, heightOf }: {
    readonly bins: Bins;
    readonly pixels: (value: number) => number;
    readonly foot: number;
    readonly classes: string;
    readonly heightOf: (count: number) => number;
  },
): readonly Content[] {
  return counts.flatMap((count, nth) => {
    if (count === 0) return [];
    const [from, to] = [nth, nth + 1].map((each) => pixels(bins.low + each * bins.step));
    // Bars of single numbers stand apart, those of a range touch but for a hairline.
    const gap = bins.isWhole
      ? Math.max(Math.min(8, (to - from) / 4), (to - from - widestBar) / 2)
      : 0.5;
    const tall = Math.max(1, heightOf(count));
    return [
      rect({ x: from + gap, y: foot - tall, width: to - from - 2 * gap, height: tall }, classes),
    ];
  });
}

function fullestCount({ most, counts, foot, bins, width }: {
  readonly most: number;
  readonly counts: readonly number[];
  readonly foot: number;
  readonly bins: Bins;
  readonly width: number;
}): Markup {
  const text = count(most);
  const middle = width * (counts.indexOf(most) + 0.5) / bins.count;
  return label(text, { ...inside(middle, { text, width }), y: foot - 4, classes: "soft" });
}

/** A text around a place, as far as there is room for it. */
function inside(
  x: number,
  { text, width }: { readonly text: string; readonly width: number },
): { readonly x: number; readonly anchor: "start" | "middle" | "end" } {
  const half = widthOf(text) / 2;
  if (x < half) return { x: 0, anchor: "start" };
  return x > width - half ? { x: width, anchor: "end" } : { x, anchor: "middle" };
}

/** As many round numbers as have room beside each other. */
function ticks(
  { low, step, count: bars, isWhole }: Bins,
  { width, y, isDates }: {
    readonly width: number;
    readonly y: number;
    readonly isDates?: boolean;
  },
): readonly Content[] {
  const domain = [low, Number((low + step * bars).toPrecision(12))] as const;
  const tried = [8, 6, 5, 4, 3, 2, 1].map((ticks) => {
    const scale = linear(domain, { ...{ range: [0, width], isNice: false, isWhole, ticks } });
    const shown = isDates ? dateTicks(domain, ticks) : scale.ticks;
    const write = isDates ? datesAlike(shown) : alike(shown);
    return shown.map((tick) => placed(write(tick), { x: scale(tick), width }));
  }).filter(({ length }) => length > 0);
  const fits = tried.find((each) =>
    each.every(({ from }, nth) => nth === 0 || from >= each[nth - 1].to + 10)
  );
  return (fits ?? tried.at(-1)?.slice(0, 1) ?? []).flatMap(({ text, x, place }) => [
    line([x, y], [x, y + 4], "axis"),
    label(text, { ...place, y: y + 18, classes: "soft" }),
  ]);
}

function placed(text: string, { x, width }: { readonly x: number; readonly width: number }) {
  const place = inside(x, { text, width });
  const wide = widthOf(text);
  const from = place.anchor === "middle" ? x - wide / 2 : place.anchor === "end" ? width - wide : 0;
  return { text, x, place, from, to: from + wide };
}
