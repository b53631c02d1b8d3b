import { xAxis } from "../marks/axis.ts";
import { cut, label, line, picture, rect, width } from "../marks/picture.ts";
import { fitting } from "../marks/plot.ts";
import { linear } from "../marks/scales.ts";
import { extent } from "../statistics/extent.ts";
import type { Markup } from "../markup/markup.ts";
import { count, counted, plain } from "../words/numbers.ts";

/** How often errors of each size occur. */
export interface ErrorBin {
  readonly low: number;
  readonly high: number;
  readonly rows: number;
}

const wantedBins = 20;

/** Errors in bins of a round width. */
export function binned(errors: readonly number[]): readonly ErrorBin[] {
  const [low, high] = extent([0, ...errors]);
  const { ticks } = linear([low, high], { range: [0, 1], ticks: wantedBins });
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
  const first = Math.floor(low / step);
  const placeOf = (error: number) => Math.floor(error / step + 1e-9) - first;
  const bins = Math.max(...errors.map(placeOf)) + 1;
  const counts = new Array<number>(bins).fill(0);
  for (const error of errors) counts[Math.max(0, placeOf(error))]++;
  return counts.map((rows, at) => ({
    ...{ low: (first + at) * step, high: (first + at + 1) * step, rows },
  }));
}

const [top, foot, height] = [24, 168, 208];
const margin = 16;

/** Bars of errors, with the number of the fullest and a line at zero. */
export function errorHistogram({ id, title, target, bins }: {
  readonly id: string;
  readonly title: string;
  readonly target: string;
  readonly bins: readonly ErrorBin[];
}): Markup {
  const ends = [bins[0].low, bins[bins.length - 1].high] as const;
  const { scale: x, write } = fitting({ domain: ends }, {
    ...{ range: [margin, width - margin], isNice: false },
  });
  const most = Math.max(...bins.map(({ rows }) => rows));
  const y = linear([0, most], { range: [foot, top], isNice: false });
  const fullest = bins.find(({ rows }) => rows === most) ?? bins[0];
  return picture({
    ...{ id, height, title },
    description: `Errors from ${plain(ends[0])} to ${plain(ends[1])}; most, ${
      counted(most, "row")
    }, from ${plain(fullest.low)} to ${plain(fullest.high)}`,
    marks: [
      ...xAxis(x, { y: foot, format: write, title: `error in ${cut(target, 24)}` }),
      ...bins.flatMap(({ low, high, rows }) =>
        rows === 0 ? [] : [rect(
          { x: x(low) + 0.5, y: y(rows), width: x(high) - x(low) - 1, height: foot - y(rows) },
          "bar full",
        )]
      ),
      x(0) >= margin && line([x(0), top], [x(0), foot], "zero"),
      label(count(most), {
        ...{ x: (x(fullest.low) + x(fullest.high)) / 2, y: y(most) - 6 },
        ...{ anchor: "middle", classes: "halo" },
      }),
    ],
  });
}
