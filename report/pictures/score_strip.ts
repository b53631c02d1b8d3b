import { xAxis } from "../marks/axis.ts";
import { circle, cut, label, line, picture, width, widthOf } from "../marks/picture.ts";
import { linear } from "../marks/scales.ts";
import type { Markup } from "../page/markup.ts";
import { alike } from "../words/numbers.ts";
import type { Score } from "../words/score.ts";

const margin = 12;
const [top, foot, height] = [8, 88, 128];

/** The score and that of the baseline on one axis, each with its interval. */
export function scoreStrip({ title, value, interval, baseline, isShare, format }: Score): Markup {
  const rows = [
    { name: `this model ${format(value)}`, value, interval, isMain: true },
    ...baseline
      ? [{
        name: `${cut(baseline.name, 22)} ${format(baseline.value)}`,
        ...{ value: baseline.value, interval: baseline.interval, isMain: false },
      }]
      : [],
  ];
  const ends = [0, ...rows.flatMap(({ value, interval }) => [value, ...interval])];
  const scale = linear(isShare ? [0, 1] : [Math.min(...ends), Math.max(...ends)], {
    range: [margin, width - margin - 8],
    ticks: 5,
  });
  const tick = alike(scale.ticks);
  return picture({
    ...{ id: "score", height },
    title: "The score and its baseline",
    description: rows.map(({ name, interval: [low, high] }) =>
      `${name}, interval ${format(low)} to ${format(high)}`
    ).join("; "),
    marks: [
      ...xAxis(scale, {
        ...{ y: foot, from: top, title },
        format: (value) => isShare ? `${Math.round(value * 100)}%` : tick(value),
      }),
      ...rows.flatMap(({ name, value, interval: [low, high], isMain }, row) => {
        const y = 30 + 36 * row;
        const [from, to] = [scale(low), scale(high)].map(inPicture);
        return [
          line([from, y], [to, y], `interval${isMain ? " main" : ""}`),
          isMain
            ? circle([scale(value), y], 6, "dot main")
            : circle([scale(value), y], 5.5, "open"),
          label(name, {
            ...besides({ from, to, y }, widthOf(name)),
            classes: isMain ? "halo strong" : "halo",
          }),
        ];
      }),
    ],
  });
}

function inPicture(x: number): number {
  return Math.max(2, Math.min(width - 2, x));
}

/** A text stands before its interval, behind it or above it, where there is room. */
function besides(
  { from, to, y }: { readonly from: number; readonly to: number; readonly y: number },
  taken: number,
) {
  if (from - 8 - taken >= 0) return { x: from - 8, y: y + 4, anchor: "end" as const };
  if (to + 8 + taken <= width) return { x: to + 8, y: y + 4 };
  return { x: width - 2, y: y - 10, anchor: "end" as const };
}
