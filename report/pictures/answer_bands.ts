import { circle, cut, line, picture } from "../marks/picture.ts";
import { plotOf } from "../marks/plot.ts";
import { padded } from "../marks/scales.ts";
import { extent } from "../statistics/extent.ts";
import type { Content, Markup } from "../markup/markup.ts";

/** A row whose answer is a band. */
export interface BandRow {
  readonly low: number;
  readonly high: number;
  readonly truth: number;
}

/** Whether the truth lies in the band; on its edge it does. */
export function isCovered({ low, high, truth }: BandRow): boolean {
  return truth >= low && truth <= high;
}

/** The band of each row beside that of the next, the lowest first, with the truth as a point. */
export function answerBands({ id, title, target, rows }: {
  readonly id: string;
  readonly title: string;
  readonly target: string;
  readonly rows: readonly BandRow[];
}): Markup {
  const sorted = [...rows].sort((one, other) => one.low + one.high - other.low - other.high);
  const plot = plotOf({
    x: { domain: [0, rows.length + 1], title: "rows, by the middle of the band" },
    y: {
      domain: padded(extent(rows.flatMap(({ low, high, truth }) => [low, high, truth]))),
      title: `true ${cut(target, 24)}, and the band`,
    },
    isNice: false,
    height: 240,
  });
  const { x, y } = plot;
  return picture({
    ...{ id, height: plot.height, title },
    description: `${rows.filter(isCovered).length} of ${rows.length} rows lie in their band`,
    marks: [
      ...plot.marks,
      ...plot.frame,
      ...sorted.map(({ low, high }, at) => line([x(at + 1), y(low)], [x(at + 1), y(high)], "span")),
      ...sorted.map((row, at): Content => {
        const spot = [x(at + 1), y(row.truth)] as const;
        return isCovered(row) ? circle(spot, 2, "dot main") : circle(spot, 2.5, "outside");
      }),
    ],
  });
}
