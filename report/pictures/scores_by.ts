import { xAxis, yAxis } from "../marks/axis.ts";
import { circle, cut, label, picture, width, widthOf } from "../marks/picture.ts";
import { linear, logarithmic, type Scale, wantsLog } from "../marks/scales.ts";
import { extent } from "../statistics/extent.ts";
import type { Markup } from "../markup/markup.ts";
import { alike, plain } from "../words/numbers.ts";

/** Scores against a number, or a word. */
export interface ScoresBy {
  readonly id: string;
  readonly title: string;
  readonly along: string;
  readonly unit: string;
  /** The best first. */
  readonly points: readonly { readonly label: string; readonly x: number; readonly y: number }[];
  /** What x is the number of, from 0. */
  readonly words?: readonly string[];
  readonly isShare?: boolean;
  readonly format: (value: number) => string;
  /** Whether points are named, where there are few. */
  readonly hasLabels?: boolean;
}

const height = 208;
const [left, top, foot] = [48, 32, 168];
/** More names would stand on each other. */
const mostNames = 8;

/** A dot for each configuration; the first one, the best, in colour. */
export function scatterPicture(shown: ScoresBy): Markup {
  const { id, title, along, unit, points, words, isShare, format, hasLabels = true } = shown;
  const x = scaleAlong(shown);
  const y = linear(extent(points.map(({ y }) => y)), { range: [foot, top], ticks: 4 });
  const tick = alike(isShare ? y.ticks.map((each) => each * 100) : y.ticks);
  const tickX = x.isLog ? plain : alike(x.ticks);
  const named = hasLabels && points.length <= mostNames;
  return picture({
    ...{ id, title, height },
    description: points.map(({ label, y }) => `${label}: ${format(y)}`).join("; "),
    marks: [
      ...yAxis(y, {
        ...{ x: left, to: width - 8, title: unit },
        format: (value) => isShare ? `${tick(value * 100)}%` : tick(value),
      }),
      ...xAxis(x, {
        y: foot,
        format: (value) => words ? cut(words[value] ?? "", 12) : tickX(value),
        title: x.isLog ? `${along}, log scale` : along,
      }),
      ...points.map(({ x: at, y: score }, index) =>
        circle([x(at), y(score)], index === 0 ? 5 : 4, index === 0 ? "dot main" : "dot pale")
      ),
      ...named ? nameMarks(shown, { x, y }) : [],
    ],
  });
}

/** What is bold takes more room. */
const widerIfStrong = 1.15;

/** The names of the points, each where it stands on no other one; one that finds no place is left out. */
function nameMarks(
  { points }: ScoresBy,
  { x, y }: { readonly x: Scale; readonly y: Scale },
): readonly Markup[] {
  const taken: Box[] = points.map((point) => box(x(point.x) - 5, y(point.y), 10));
  return points.flatMap(({ label: name, x: at, y: score }, index) => {
    const text = cut(name, 18);
    const long = widthOf(text) * (index === 0 ? widerIfStrong : 1);
    const [left, middle] = [x(at), y(score)];
    // Whatever font stands in, the end that is nearest to the point stays where it is.
    const places = [
      { anchor: "start", x: left + 8, taken: box(left + 8, middle, long) },
      { anchor: "end", x: left - 8, taken: box(left - 8 - long, middle, long) },
      { anchor: "middle", x: left, taken: box(left - long / 2, middle - 14, long) },
      { anchor: "middle", x: left, taken: box(left - long / 2, middle + 14, long) },
    ] as const;
    const free = places.find(({ taken: each }) =>
      each.left >= 0 && each.left + each.width <= width && each.middle < foot - 4 &&
      taken.every((other) => !meet(each, other))
    );
    if (!free) return [];
    taken.push(free.taken);
    const classes = index === 0 ? "halo strong" : "halo soft";
    return [label(text, { x: free.x, y: free.taken.middle + 4, anchor: free.anchor, classes })];
  });
}

interface Box {
  readonly left: number;
  readonly middle: number;
  readonly width: number;
}

function box(left: number, middle: number, width: number): Box {
  return { left, middle, width };
}

/** A line of text is so high. */
const lineHeight = 14;

function meet(one: Box, other: Box): boolean {
  return Math.abs(one.middle - other.middle) < lineHeight && one.left < other.left + other.width &&
    other.left < one.left + one.width;
}

function scaleAlong({ points, words }: ScoresBy): Scale {
  const range = [left + 12, width - 20] as const;
  if (words) {
    return linear([0, Math.max(1, words.length - 1)], {
      ...{ range, isNice: false, isWhole: true, ticks: words.length },
    });
  }
  const xs = points.map(({ x }) => x);
  const ends = extent(xs);
  return wantsLog(xs) ? logarithmic(ends, { range, ticks: 4 }) : linear(ends, { range, ticks: 4 });
}
