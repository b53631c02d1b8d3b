import type { ErrorRow } from "../input/error_rows.ts";
import { calledSpots } from "../marks/called_spots.ts";
import type { Spot } from "../marks/clearing.ts";
import { at, circle, cut, line, picture } from "../marks/picture.ts";
import { type Plot, plotOf } from "../marks/plot.ts";
import { padded } from "../marks/scales.ts";
import { extent } from "../statistics/extent.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";

/** Rows that got a number, with those that are ringed. */
export interface NumberScatter {
  readonly id: string;
  readonly title: string;
  /** The target. */
  readonly target: string;
  readonly rows: readonly ErrorRow[];
  readonly ringed: readonly ErrorRow[];
}

const longestTarget = 28;

/** Predicted against true: on the line a prediction is right, in the band it is off by no more than the mean error. */
export function agreementPicture(shown: NumberScatter & { readonly meanError: number }): Markup {
  const { id, title, rows, meanError } = shown;
  const target = cut(shown.target, longestTarget);
  const both = padded(extent(rows.flatMap(({ truth, said }) => [truth, said])));
  const plot = plotOf({
    x: { domain: both, title: `true ${target}` },
    y: { domain: both, title: `predicted ${target}` },
    isSquare: true,
  });
  const { x, y } = plot;
  const [low, high] = x.domain;
  return picture({
    ...{ id, height: plot.height, title },
    description: `${rows.length} rows: true ${shown.target} across, predicted ${shown.target} up`,
    marks: [
      markup`<path d="${bandAround(plot, meanError)}" class="band"/>`,
      ...plot.marks,
      ...plot.frame,
      line([x(low), y(low)], [x(high), y(high)], "zero"),
      ...rowMarks(shown, { plot, spotOf: ({ truth, said }) => [x(truth), y(said)] }),
    ],
  });
}

/** The band around the diagonal, within the plot. */
function bandAround({ x, y }: Plot, reach: number): string {
  const [low, high] = x.domain;
  const off = Math.min(reach, high - low);
  const corners = [
    [low, low],
    [low, low + off],
    [high - off, high],
    [high, high],
    [high, high - off],
    [low + off, low],
  ];
  return `M${corners.map(([across, up]) => `${at(x(across))} ${at(y(up))}`).join("L")}Z`;
}

/** Error against prediction: above the line a prediction is too high. */
export function errorScatter(shown: NumberScatter): Markup {
  const { id, title, rows } = shown;
  const target = cut(shown.target, longestTarget);
  const most = Math.max(...rows.map(({ error }) => Math.abs(error)));
  const plot = plotOf({
    x: { domain: padded(extent(rows.map(({ said }) => said))), title: `predicted ${target}` },
    y: { domain: padded([-most, most]), title: `error in ${cut(target, 16)}, above 0 too high` },
    isNice: false,
  });
  const { x, y, box } = plot;
  return picture({
    ...{ id, height: plot.height, title },
    description: `${rows.length} rows: predicted ${shown.target} across, its error up`,
    marks: [
      ...plot.marks,
      ...plot.frame,
      line([box.x, y(0)], [box.x + box.width, y(0)], "zero"),
      ...rowMarks(shown, { plot, spotOf: ({ said, error }) => [x(said), y(error)] }),
    ],
  });
}

function rowMarks(
  { rows, ringed }: NumberScatter,
  { plot, spotOf }: { readonly plot: Plot; readonly spotOf: (row: ErrorRow) => Spot },
): readonly Content[] {
  const spots = rows.map(spotOf);
  return [
    ...spots.map(([x, y]) => circle([x, y], 3, "point one")),
    ...calledSpots(ringed.map((row) => ({ spot: spotOf(row), text: row.name })), {
      ...{ spots, boxes: [], frame: plot.box },
    }),
  ];
}
