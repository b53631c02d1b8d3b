import { classMark } from "../marks/class_mark.ts";
import { at, circle, cut, label, picture, width, widthOf } from "../marks/picture.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import { counted, significant } from "../words/numbers.ts";

/** A network of which every weight is drawn. */
export interface DrawnNetwork {
  readonly id: string;
  /** From the inputs to the outputs. */
  readonly levels: readonly Level[];
  /** Those between one level and the next: [to, from], row-major. */
  readonly weights: readonly ArrayLike<number>[];
}

/** Units that stand above each other. */
export interface Level {
  readonly size: number;
  /** What they are: `8 relu`. */
  readonly title: string;
  /** Of each of them, at the sides. */
  readonly names?: readonly string[];
  /** Whether they are classes that have marks. */
  readonly isMarked?: boolean;
}

/** A weight below so much of the largest one is not drawn. */
const leastShare = 0.04;
/** More units above each other than this are not drawn. */
export const mostUnits = 40;

const top = 36;
const [closest, widest, usual] = [16, 48, 208];
const thickest = 4;
/** Characters of a name at the side. */
const nameLength = 12;

/** All weights as lines: the thicker, the larger; solid ones raise, dashed ones lower. */
export function weightsPicture({ id, levels, weights }: DrawnNetwork): Markup {
  const tallest = Math.max(...levels.map(({ size }) => size));
  const span = Math.max((tallest - 1) * closest, Math.min(usual, (tallest - 1) * widest));
  const [first, last] = [levels[0], levels[levels.length - 1]];
  const room = ({ names = [] }: Level) =>
    Math.max(32, ...names.map((each) => widthOf(cut(each, nameLength)) + 22));
  const [left, right] = [room(first), width - room(last) - (last.isMarked ? 8 : 0)];
  const places = levels.map(({ size }, level) => {
    // A few units do not stand as far apart as they could.
    const step = size > 1 ? Math.min(widest * 1.5, span / (size - 1)) : 0;
    const x = left + (right - left) * level / Math.max(1, levels.length - 1);
    const y = top + span / 2 - step * (size - 1) / 2;
    return Array.from({ length: size }, (_, unit) => [x, y + step * unit] as const);
  });
  const largest = largestOf(weights);
  return picture({
    id,
    height: top + span + 16,
    title: "Every weight of the network",
    description: `${levels.map(({ title }) => title).join(", then ")}; the largest weight is ${
      significant(largest, 2)
    }`,
    marks: [
      ...titles(levels, places),
      ...weights.flatMap((each, level) =>
        lines(each, { from: places[level], to: places[level + 1], largest })
      ),
      ...levels.flatMap((level, nth) => units(level, { places: places[nth], of: nth, levels })),
    ],
  });
}

/** The size of the largest weight. */
function largestOf(weights: readonly ArrayLike<number>[]): number {
  return Math.max(
    ...weights.flatMap((each) => Array.from(each, Math.abs).filter(Number.isFinite)),
    0,
  );
}

type Place = readonly [x: number, y: number];

/** What each level is; how many units alone where that has no room. */
function titles(
  levels: readonly Level[],
  places: readonly (readonly Place[])[],
): readonly Content[] {
  const whole = levels.map(({ title }) => title);
  const fits = (texts: readonly string[]) => {
    const ends = texts.map((text, at) => ({
      ...placed(text, places[at][0][0]),
      wide: widthOf(text),
    }));
    return ends.every(({ from }, at) =>
      at === 0 || from >= ends[at - 1].from + ends[at - 1].wide + 6
    );
  };
  const texts = fits(whole) ? whole : levels.map(({ size }) => String(size));
  return texts.map((text, at) =>
    label(text, { x: placed(text, places[at][0][0]).from, y: 12, classes: "soft" })
  );
}

/** A text around a place, within the picture. */
function placed(text: string, x: number): { readonly from: number } {
  const wide = widthOf(text);
  return { from: Math.max(0, Math.min(width - wide, x - wide / 2)) };
}

function lines(
  weights: ArrayLike<number>,
  { from, to, largest }: {
    readonly from: readonly Place[];
    readonly to: readonly Place[];
    readonly largest: number;
  },
): readonly Content[] {
  const all = to.flatMap(([toX, toY], unit) =>
    from.map(([fromX, fromY], input) => ({
      ...{ fromX, fromY, toX, toY },
      weight: weights[unit * from.length + input],
    }))
  );
  // Thick ones come last, so that they lie above the thin ones.
  return all.filter(({ weight }) => Math.abs(weight) >= leastShare * largest && weight !== 0)
    .toSorted((one, other) => Math.abs(one.weight) - Math.abs(other.weight))
    .map(({ fromX, fromY, toX, toY, weight }) => {
      const bend = (toX - fromX) / 2;
      const path = `M${at(fromX)} ${at(fromY)}C${at(fromX + bend)} ${at(fromY)} ${at(toX - bend)} ${
        at(toY)
      } ${at(toX)} ${at(toY)}`;
      const thick = at(Math.max(0.5, thickest * Math.abs(weight) / largest));
      return markup`<path d="${path}" stroke-width="${thick}" class="${
        weight > 0 ? "raises" : "lowers"
      }"/>`;
    });
}

function units(
  { names = [], isMarked }: Level,
  { places, of, levels }: {
    readonly places: readonly Place[];
    readonly of: number;
    readonly levels: readonly Level[];
  },
): readonly Content[] {
  const isFirst = of === 0;
  const isSide = isFirst || of === levels.length - 1;
  return places.flatMap(([x, y], unit) => [
    isMarked ? classMark(unit, { x: at(x), y: at(y) }) : circle([x, y], isSide ? 4 : 5, "unit"),
    names[unit] !== undefined &&
    label(cut(names[unit], nameLength), {
      ...{ x: isFirst ? x - 10 : x + 10, y: y + 4, anchor: isFirst ? "end" : "start" },
    }),
  ]);
}

/** How many weights are too small to be drawn. */
export function undrawn(weights: readonly ArrayLike<number>[]): string | undefined {
  const largest = largestOf(weights);
  const all = weights.flatMap((each) => Array.from(each));
  const small = all.filter((weight) => !(Math.abs(weight) >= leastShare * largest)).length;
  return small === 0
    ? undefined
    : `${counted(small, "weight")} of ${all.length} ${
      small === 1 ? "is" : "are"
    } below 4% of the largest and not drawn.`;
}
