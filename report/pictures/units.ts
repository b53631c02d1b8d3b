import { at, cut, label, picture, rect, width, widthOf } from "../marks/picture.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import { count } from "../words/numbers.ts";

/** How wide a network is from its inputs to its outputs. */
export interface UnitBars {
  readonly id: string;
  readonly levels: readonly { readonly size: number; readonly title: string }[];
  /** How many there are between one level and the next. */
  readonly parameters: readonly number[];
}

/** More levels than this have no room beside each other. */
export const mostLevels = 8;

const [top, tallest] = [8, 120];
const barWidth = 8;

/** A bar a level, as high as the root of its units, with the number of parameters between two of them. */
export function unitBars({ id, levels, parameters }: UnitBars): Markup {
  const most = Math.max(...levels.map(({ size }) => size));
  const lengths = levels.map(({ size }) => Math.max(6, tallest * Math.sqrt(size / most)));
  const texts = levels.map(({ size, title }) => [count(size), cut(title, 12)] as const);
  const half = (nth: number) => Math.max(...texts[nth].map(widthOf)) / 2 + 3;
  const [left, right] = [half(0), width - half(levels.length - 1)];
  const xs = levels.map((_, nth) => left + (right - left) * nth / Math.max(1, levels.length - 1));
  const middle = top + tallest / 2;
  const gap = (right - left) / Math.max(1, levels.length - 1);
  const hasTitles = levels.every((_, nth) => nth === 0 || half(nth - 1) + half(nth) + 6 <= gap);
  const between = parameters.map(count);
  const hasNumbers = between.every((text) => widthOf(text) + barWidth + 8 <= gap);
  return picture({
    id,
    height: top + tallest + (hasTitles ? 44 : 24) + (hasNumbers ? 0 : 16),
    title: "Units and parameters",
    description: levels.map(({ size, title }, nth) =>
      `${count(size)} ${title}${nth < between.length ? `, ${between[nth]} parameters to` : ""}`
    ).join(" "),
    marks: [
      ...between.map((_, nth) =>
        joint([xs[nth], lengths[nth]], [xs[nth + 1], lengths[nth + 1]], middle)
      ),
      ...levels.flatMap((_, nth): Content[] => [
        rect({
          ...{ x: xs[nth] - barWidth / 2, y: middle - lengths[nth] / 2 },
          ...{ width: barWidth, height: lengths[nth] },
        }, "unit"),
        label(texts[nth][0], {
          ...{ x: xs[nth], y: top + tallest + 20, anchor: "middle", classes: "strong" },
        }),
        hasTitles &&
        label(texts[nth][1], {
          ...{ x: xs[nth], y: top + tallest + 38, anchor: "middle", classes: "soft" },
        }),
      ]),
      ...hasNumbers
        ? between.map((text, nth) =>
          label(text, {
            ...{ x: (xs[nth] + xs[nth + 1]) / 2, y: middle + 4, anchor: "middle", classes: "soft" },
          })
        )
        : [],
    ],
  });
}

/** The ground between two bars. */
function joint(
  [x, length]: readonly [number, number],
  [nextX, nextLength]: readonly [number, number],
  middle: number,
): Markup {
  const half = barWidth / 2;
  const corners = [
    [x + half, middle - length / 2],
    [nextX - half, middle - nextLength / 2],
    [nextX - half, middle + nextLength / 2],
    [x + half, middle + length / 2],
  ];
  return markup`<path d="M${
    corners.map((corner) => corner.map(at).join(" ")).join("L")
  }Z" class="band"/>`;
}
