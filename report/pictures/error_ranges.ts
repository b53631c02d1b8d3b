import type { ErrorRange } from "../input/error_rows.ts";
import { xAxis } from "../marks/axis.ts";
import { circle, cut, label, line, picture, rect, width, widthOf } from "../marks/picture.ts";
import { fitting } from "../marks/plot.ts";
import { extent } from "../statistics/extent.ts";
import type { Markup } from "../markup/markup.ts";
import { count, significant } from "../words/numbers.ts";
import { rangeWriter } from "../words/range_words.ts";

const [top, perRange, roomBelow] = [32, 28, 40];

/** A bar to the mean size of the error in each range of the target, a dot at its mean. */
export function errorRangesPicture({ id, title, target, ranges }: {
  readonly id: string;
  readonly title: string;
  readonly target: string;
  readonly ranges: readonly ErrorRange[];
}): Markup {
  const names = ranges.map(rangeWriter(ranges));
  const counts = ranges.map(({ rows }) => count(rows));
  const left = Math.max(...names.map(widthOf), widthOf("true"));
  const afterCounts = left + 16 + Math.max(...counts.map(widthOf), widthOf("rows"));
  const ends = [0, ...ranges.flatMap(({ mae, bias }) => [mae, bias])];
  const { scale: x, write } = fitting({ domain: extent(ends) }, {
    range: [afterCounts + 20, width - 16],
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
        format: write,
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
