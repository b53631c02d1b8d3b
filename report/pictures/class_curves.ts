import { classColour, classMark } from "../marks/class_mark.ts";
import { clearest, type Spot } from "../marks/clearing.ts";
import { at, cut, label, line, picture } from "../marks/picture.ts";
import { type Plot, type PlotAxis, plotOf } from "../marks/plot.ts";
import { padded } from "../marks/scales.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import { curvePath } from "./fitted_curve.ts";

/** What a model answers along its only column, for classes. */
export interface ClassCurves {
  readonly id: string;
  /** What the picture shows. */
  readonly title: string;
  readonly along: string;
  readonly xs: readonly number[];
  /** The classes that are drawn, and which they are of all. */
  readonly curves: readonly ClassCurve[];
  readonly points: readonly { readonly x: number; readonly truth: number }[];
  /** What the numbers are. */
  readonly unit: string;
  /** From where to where scores go; probabilities unless it is said. */
  readonly scores?: readonly [number, number];
}

/** The probability or score of a class. */
export interface ClassCurve {
  readonly name: string;
  readonly code: number;
  /** By x; `null` breaks it. */
  readonly ys: readonly (number | null)[];
}

const height = 208;
/** Each class has a lane for its name and its rows, where several are drawn. */
const lane = 18;
const quarters = [0, 0.25, 0.5, 0.75, 1];

/** The probability of each class with its rows in a lane of their own, or of the one that matters with them at 0 and 1. */
export function classCurves(shown: ClassCurves): Markup {
  const { id, title, along, xs, curves, points, unit, scores } = shown;
  const isSingle = curves.length === 1;
  const lanes = isSingle ? 0 : lane * curves.length + 8;
  const plot = plotOf({
    x: { domain: [xs[0], xs[xs.length - 1]], title: along, isColumn: true },
    y: upAxis(shown, lanes),
    ...{ height: height + lanes, isNice: false },
  });
  const { x, y, box } = plot;
  const placeOf = (truth: number) => {
    const nth = curves.findIndex(({ code }) => code === truth);
    if (!isSingle) return box.y + box.height - lane * (curves.length - nth - 0.5);
    const [low, high] = scores ?? [0, 1];
    return y(nth === 0 ? high : low);
  };
  return picture({
    ...{ id, height: plot.height, title },
    description: `${unit} over ${along}: ${
      curves.map(({ name }) => name).join(", ")
    }; ${points.length} rows`,
    marks: [
      ...plot.marks,
      ...plot.frame,
      isSingle && !scores && line([box.x, y(0.5)], [box.x + box.width, y(0.5)], "baseline"),
      ...points.map((point) =>
        classMark(point.truth, { x: at(x(point.x)), y: at(placeOf(point.truth)), size: "small" })
      ),
      ...curves.map(({ ys, code }) =>
        markup`<path d="${curvePath(xs, ys, plot)}" class="line ${
          isSingle ? "main" : `of-${classColour(code)}`
        }"/>`
      ),
      ...isSingle ? [] : curves.flatMap((curve, nth) => [
        topMark(curve, { xs, plot }),
        laneName(shown, { nth, plot, middle: placeOf(curve.code) }),
      ]),
    ],
  });
}

/** Below the curves there is room for the lanes. */
function upAxis({ unit, scores }: ClassCurves, lanes: number): PlotAxis {
  const [low, high] = padded(scores ?? [0, 1]);
  const room = (high - low) * lanes / height;
  return {
    ...{ domain: [low - room, high], title: unit },
    ...!scores && { ticks: quarters, format: (tick: number) => `${tick * 100}%` },
  };
}

/** A mark so far from the edge is whole. */
const inset = 8;

/** The mark of a class at the highest place of its curve. */
function topMark(
  { code, ys }: ClassCurve,
  { xs, plot: { x, y, box } }: { readonly xs: readonly number[]; readonly plot: Plot },
): Content {
  const inside = xs.flatMap((each, index) => {
    const place = x(each);
    const isInside = place >= box.x + inset && place <= box.x + box.width - inset;
    const value = ys[index];
    return isInside && typeof value === "number" ? [{ place, value }] : [];
  });
  const [highest] = inside.sort((one, other) => other.value - one.value);
  return highest && classMark(code, { x: at(highest.place), y: at(y(highest.value)) });
}

/** The name of a class in its lane, where it is clearest of its rows. */
function laneName(
  { curves, points }: ClassCurves,
  { nth, plot: { x, box }, middle }: {
    readonly nth: number;
    readonly plot: Plot;
    readonly middle: number;
  },
): Content {
  const { name, code } = curves[nth];
  const text = cut(name, 18);
  const spots = points.filter(({ truth }) => truth === code).map((
    each,
  ): Spot => [x(each.x), middle]);
  const middles = Array.from({ length: Math.floor(box.width / 4) }, (_, index): Spot => [
    box.x + 4 * index,
    middle,
  ]);
  const found = clearest(text, middles, {
    ...{ spots, boxes: [], enough: 16 },
    frame: { x: box.x + 4, y: middle - lane, width: box.width - 8, height: 2 * lane },
  });
  return found && label(text, { x: found.x, y: middle + 4, classes: "halo" });
}
