import type { Spot } from "../marks/clearing.ts";
import { cut, picture } from "../marks/picture.ts";
import { plotOf } from "../marks/plot.ts";
import { padded } from "../marks/scales.ts";
import { extent } from "../statistics/extent.ts";
import type { Markup } from "../markup/markup.ts";
import { type ClassPoint, classPoints, type NamedArea } from "./class_points.ts";

/** Rows over two of their columns. */
export interface ColumnScatter {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly [across: string, up: string];
  /** What each class is called. */
  readonly names: readonly string[];
  readonly points: readonly ClassPoint[];
}

/** Rows over two columns: those that are judged strong, the others pale, the wrong ones ringed. */
export function columnScatter(
  { id, title, columns: [across, up], names, points }: ColumnScatter,
): Markup {
  const plot = plotOf({
    x: { domain: padded(extent(points.map(({ x }) => x))), title: across, isColumn: true },
    y: { domain: padded(extent(points.map(({ y }) => y))), title: up, isColumn: true },
    isNice: false,
  });
  const spots = points.map(({ x, y }): Spot => [plot.x(x), plot.y(y)]);
  const areas = names.flatMap((name, code): NamedArea[] => {
    const own = spots.filter((_, at) => points[at].truth === code);
    return own.length === 0 ? [] : [{ text: cut(name, 18), middles: around(own), enough: 6 }];
  });
  return picture({
    ...{ id, height: plot.height, title },
    description: `${points.length} rows of ${names.join(", ")} over ${across} and ${up}`,
    marks: [...plot.marks, ...plot.frame, ...classPoints(points, { plot, areas })],
  });
}

/** So far from the middle of its points a name may stand, in pixels. */
const reach = 72;
const step = 8;

/** Places around the median of some spots. */
function around(spots: readonly Spot[]): readonly Spot[] {
  const middle = (values: readonly number[]) =>
    [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
  const [x, y] = [middle(spots.map(([each]) => each)), middle(spots.map(([, each]) => each))];
  const offsets = Array.from({ length: 2 * reach / step + 1 }, (_, at) => at * step - reach);
  return offsets.flatMap((down) => offsets.map((right): Spot => [x + right, y + down]))
    .sort((one, other) =>
      Math.hypot(one[0] - x, one[1] - y) - Math.hypot(other[0] - x, other[1] - y)
    );
}
