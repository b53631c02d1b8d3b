import { xAxis } from "../marks/axis.ts";
import {
  circle,
  cut,
  label,
  line,
  picture,
  strongWidthOf,
  width,
  widthOf,
} from "../marks/picture.ts";
import { linear } from "../marks/scales.ts";
import type { Markup } from "../markup/markup.ts";
import { alike } from "../words/numbers.ts";
import type { Interval } from "../words/interval.ts";
import type { Score } from "../words/score.ts";

const margin = 12;

/** A score of a strip. */
export interface StripRow {
  /** With its value. */
  readonly name: string;
  readonly value: number;
  readonly interval: Interval;
  /** How it is drawn: in colour, in grey, or as what needs no model. */
  readonly kind: "main" | "pale" | "baseline";
}

/** Scores on one axis. */
export interface Strip {
  readonly id: string;
  /** What they are, and of which rows. */
  readonly title: string;
  readonly rows: readonly StripRow[];
  /** Whether they are shares, from 0 to 100%. */
  readonly isShare?: boolean;
  readonly format: (value: number) => string;
}

/** The score of a run and that of the baseline, each with its interval. */
export function scoreStrip({ value, interval, baseline, format, ...score }: Score): Markup {
  const { title, isShare } = score;
  return stripPicture({
    ...{ id: "score", title, format },
    ...isShare && { isShare },
    rows: [
      { name: `this model ${format(value)}`, value, interval, kind: "main" },
      ...baseline
        ? [{
          name: `${cut(baseline.name, 22)} ${format(baseline.value)}`,
          ...{ value: baseline.value, interval: baseline.interval, kind: "baseline" as const },
        }]
        : [],
    ],
  });
}

const [top, first, between] = [8, 30, 36];

/** Scores below each other on one axis, each with its interval. */
export function stripPicture({ id, title, rows, isShare, format }: Strip): Markup {
  const foot = first + between * rows.length - 14;
  const ends = [0, ...rows.flatMap(({ value, interval }) => [value, ...interval])]
    .filter(Number.isFinite);
  const scale = linear(isShare ? [0, 1] : [Math.min(...ends), Math.max(...ends)], {
    range: [margin, width - margin - 8],
    ticks: 5,
  });
  const tick = alike(scale.ticks);
  return picture({
    ...{ id, height: foot + 40 },
    title: "Scores with their intervals",
    description: rows.map(({ name, interval: [low, high] }) =>
      low === high ? name : `${name}, interval ${format(low)} to ${format(high)}`
    ).join("; "),
    marks: [
      ...xAxis(scale, {
        ...{ y: foot, from: top, title },
        format: (value) => isShare ? `${Math.round(value * 100)}%` : tick(value),
      }),
      ...rows.flatMap(({ name, value, interval: [low, high], kind }, row) => {
        if (!Number.isFinite(value)) return [];
        const y = first + between * row;
        // Where an interval has no end, the score stands alone.
        const [from, to] = [low, high].map((end) =>
          inPicture(scale(Number.isFinite(end) ? end : value))
        );
        const isMain = kind === "main";
        return [
          line([from, y], [to, y], `interval${isMain ? " main" : ""}`),
          kind === "baseline"
            ? circle([scale(value), y], 5.5, "open")
            : circle([scale(value), y], 6, isMain ? "dot main" : "dot ink"),
          label(name, {
            ...besides({ from: from - 4, to: to + 4, y }, (isMain ? strongWidthOf : widthOf)(name)),
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
