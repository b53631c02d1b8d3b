import type { ShuffledColumn } from "../input/column_importance.ts";
import { xAxis } from "../marks/axis.ts";
import { cut, label, line, picture, rect, width, widthOf } from "../marks/picture.ts";
import { fitting } from "../marks/plot.ts";
import { extent } from "../statistics/extent.ts";
import type { Markup } from "../markup/markup.ts";

/** Columns that were shuffled, the most important first. */
export interface ImportanceBars {
  readonly id: string;
  readonly columns: readonly ShuffledColumn[];
  /** What the numbers are, with their unit. */
  readonly unit: string;
  /** How a mean is written. */
  readonly format: (drop: number) => string;
  /** What one row is worth, where rows are counted. */
  readonly oneRow?: number;
}

const [top, perColumn, roomBelow] = [8, 24, 40];
const gapBeforeBars = 8;

/** A bar to the mean of each column, a tick at each shuffle, a line at zero. */
export function importanceBars({ id, columns, unit, format, oneRow = 0 }: ImportanceBars): Markup {
  const names = columns.map(({ column }) => cut(column));
  const texts = columns.map(({ mean }) => format(mean));
  const left = Math.max(...names.map(widthOf)) + gapBeforeBars;
  const right = width - Math.max(...texts.map(widthOf)) - 12;
  const ends = [0, oneRow, -oneRow, ...columns.flatMap(({ drops }) => drops)];
  const { scale, write } = fitting({ domain: extent(ends) }, {
    ...{ range: [left, right], isNice: false },
  });
  const foot = top + perColumn * columns.length;
  return picture({
    ...{ id, height: foot + roomBelow, title: "What is lost when a column is shuffled" },
    description: columns.map(({ column }, at) => `${column} ${texts[at]}`).join("; "),
    marks: [
      oneRow > 0 && rect(
        { x: scale(-oneRow), y: top, width: scale(oneRow) - scale(-oneRow), height: foot - top },
        "band",
      ),
      ...xAxis(scale, { y: foot, from: top, format: write }),
      label(unit, { x: width, y: foot + 34, anchor: "end", classes: "soft" }),
      ...columns.flatMap(({ drops, mean }, at) => {
        const y = top + perColumn * (at + 0.5);
        const [from, to] = [scale(0), scale(mean)].sort((one, other) => one - other);
        const end = Math.max(...[0, mean, ...drops].map(scale));
        return [
          label(names[at], { x: 0, y: y + 4, classes: "mono" }),
          rect({ x: from, y: y - 5, width: to - from, height: 10 }, "bar main"),
          ...drops.map((drop) => line([scale(drop), y - 7], [scale(drop), y + 7], "tick")),
          label(texts[at], { x: end + 6, y: y + 4, classes: "halo" }),
        ];
      }),
      line([scale(0), top], [scale(0), foot], "zero"),
    ],
  });
}
