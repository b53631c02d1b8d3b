import { xAxis } from "../marks/axis.ts";
import { label, line, picture, rect, widthOf } from "../marks/picture.ts";
import { linear } from "../marks/scales.ts";
import type { Content, Markup } from "../markup/markup.ts";
import { count } from "../words/numbers.ts";

/** How many rows lie in each of some bins of equal width. */
export interface SureHistogram {
  readonly id: string;
  readonly title: string;
  /** From where to where the bins go. */
  readonly range: readonly [low: number, high: number];
  /** A base line each. */
  readonly lines: readonly {
    readonly name: string;
    readonly counts: readonly number[];
    /** Whether these are wrong answers. */
    readonly isWrong: boolean;
  }[];
  /** What the numbers are. */
  readonly axis: Content;
}

const [left, right] = [8, 336];
/** Of a line: its name, the count of its fullest bar, its bars. */
const [nameRow, countRow, barRow, gap] = [18, 16, 56, 8];
const laneHeight = nameRow + countRow + barRow + gap;

/** Bars on a base line each; the fullest one carries its count. */
export function sureHistogram({ id, title, range, lines, axis }: SureHistogram): Markup {
  const x = linear(range, { range: [left, right], isNice: false });
  const foot = lines.length * laneHeight;
  return picture({
    ...{ id, title, height: foot + 44 },
    description: lines.map(({ name, counts }) =>
      `${name}: ${count(counts.reduce((sum, each) => sum + each, 0))}`
    ).join("; "),
    marks: [
      ...lines.flatMap(({ name, counts, isWrong }, nth) => [
        label(name, { x: left, y: nth * laneHeight + 14 }),
        ...bars(counts, { base: (nth + 1) * laneHeight - gap, isWrong }),
      ]),
      ...xAxis(x, {
        y: foot,
        format: (tick) => `${Math.round(tick * 100)}%`,
        title: axis,
      }),
    ],
  });
}

function bars(
  counts: readonly number[],
  { base, isWrong }: { readonly base: number; readonly isWrong: boolean },
): readonly Content[] {
  const fullest = Math.max(...counts);
  const width = (right - left) / counts.length;
  const classes = isWrong ? "bar wrong" : "bar";
  const baseLine = line([left, base], [right, base], "axis");
  if (fullest === 0) return [baseLine];
  const at = counts.indexOf(fullest);
  const text = count(fullest);
  const middle = left + (at + 0.5) * width;
  const half = widthOf(text) / 2;
  return [
    ...counts.flatMap((each, bin) => {
      if (each === 0) return [];
      // A single row has to be seen beside thousands.
      const height = Math.max(1, each / fullest * barRow);
      const x = left + bin * width;
      return [rect({ x: x + 0.5, y: base - height, width: width - 1, height }, classes)];
    }),
    baseLine,
    label(text, {
      x: Math.max(half, Math.min(352 - half, middle)),
      y: base - barRow - 4,
      anchor: "middle",
    }),
  ];
}
