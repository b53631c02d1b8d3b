import { xAxis } from "../marks/axis.ts";
import { circle, cut, label, line, picture, width } from "../marks/picture.ts";
import { extent, linear } from "../marks/scales.ts";
import type { Markup } from "../markup/markup.ts";
import { alike } from "../words/numbers.ts";

/** The numbers of each seed, a line a configuration. */
export interface Seeds {
  readonly id: string;
  readonly title: string;
  /** The best first. */
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
  readonly isShare?: boolean;
  readonly format: (value: number) => string;
}

/** More configurations stand in the table alone. */
const mostRows = 12;
const [top, between, half] = [28, 40, 6];

/** A tick for each seed, a dot for their mean. */
export function seedsPicture({ id, title, rows, isShare, format }: Seeds): Markup {
  const shown = rows.slice(0, mostRows);
  const values = shown.flatMap(({ values }) => values);
  const scale = linear(extent(values), { range: [12, width - 16], ticks: 5 });
  const tick = alike(isShare ? scale.ticks.map((each) => each * 100) : scale.ticks);
  const foot = top + between * shown.length - 12;
  return picture({
    ...{ id, title, height: foot + 40 },
    description: shown.map(({ label, values }) => `${label}: ${values.map(format).join(", ")}`)
      .join("; "),
    marks: [
      ...xAxis(scale, {
        ...{ y: foot, from: 8, title },
        format: (value) => isShare ? `${tick(value * 100)}%` : tick(value),
      }),
      ...shown.flatMap(({ label: name, values }, row) => {
        const y = top + between * row;
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        return [
          label(cut(name, 40), { x: 12, y: y - 10, classes: row === 0 ? "halo strong" : "halo" }),
          line(
            [scale(Math.min(...values)), y],
            [scale(Math.max(...values)), y],
            row === 0 ? "interval main" : "interval",
          ),
          ...values.map((value) =>
            line([scale(value), y - half], [scale(value), y + half], row === 0 ? "tick" : "axis")
          ),
          circle([scale(mean), y], 4, row === 0 ? "dot main" : "dot ink"),
        ];
      }),
    ],
  });
}
