import type { ErrorRange } from "../input/error_rows.ts";
import { xAxis } from "../marks/axis.ts";
import { circle, cut, label, line, picture, rect, width, widthOf } from "../marks/picture.ts";
import { linear } from "../marks/scales.ts";
import type { Markup } from "../page/markup.ts";
import { alike, count, significant } from "../words/numbers.ts";

/** A range of the target in words: `15 to 20`. */
export function rangeWords({ low, high }: Pick<ErrorRange, "low" | "high">): string {
  const [from, to] = [low, high].map((end) => significant(end, 3));
  return from === to ? from : `${from} to ${to}`;
}

const [top, perRange, roomBelow] = [32, 28, 40];

/** A bar to the mean size of the error in each range of the target, a dot at its mean. */
export function errorRangesPicture({ id, title, target, ranges }: {
  readonly id: string;
  readonly title: string;
  readonly target: string;
  readonly ranges: readonly ErrorRange[];
}): Markup {
  const names = ranges.map(rangeWords);
  const counts = ranges.map(({ rows }) => count(rows));
  const left = Math.max(...names.map(widthOf), widthOf("true"));
  const afterCounts = left + 16 + Math.max(...counts.map(widthOf), widthOf("rows"));
  const ends = [0, ...ranges.flatMap(({ mae, bias }) => [mae, bias])];
  const x = linear([Math.min(...ends), Math.max(...ends)], {
    range: [afterCounts + 16, width - 12],
    ticks: 4,
    isNice: true,
  });
  const foot = top + perRange * ranges.length;
  return picture({
    ...{ id, height: foot + roomBelow, title },
    description: ranges.map(({ mae }, at) => `${names[at]}: ${significant(mae, 2)}`).join("; "),
    marks: [
      label(`true ${cut(target, 12)}`, { x: 0, y: 14, classes: "soft" }),
      label("rows", {
        x: Math.max(afterCounts, widthOf(`true ${cut(target, 12)}`) + 8 + widthOf("rows")),
        y: 14,
        anchor: "end",
        classes: "soft",
      }),
      ...xAxis(x, {
        y: foot,
        from: top - 8,
        format: alike(x.ticks),
        title: `error in ${cut(target, 12)}`,
      }),
      ...ranges.flatMap(({ mae, bias }, at) => {
        const y = top + perRange * (at + 0.5) - 4;
        return [
          label(names[at], { x: 0, y: y + 4 }),
          label(counts[at], { x: afterCounts, y: y + 4, anchor: "end", classes: "soft" }),
          rect({ x: x(0), y: y - 6, width: x(mae) - x(0), height: 12 }, "bar main"),
          circle([x(bias), y], 3.5, "dot main"),
        ];
      }),
      line([x(0), top - 8], [x(0), foot], "zero"),
    ],
  });
}
