import { domainsOf, fieldsOf, leadsOf } from "./surface_fields.ts";
import type { Surface } from "../input/records.ts";
import { classColour } from "../marks/class_mark.ts";
import type { Spot } from "../marks/clearing.ts";
import { type Field, outlineOf, ringsAbove } from "../marks/outline.ts";
import { cut, picture, widthOf } from "../marks/picture.ts";
import { type Plot, plotOf } from "../marks/plot.ts";
import { type Content, type Markup, markup } from "../markup/markup.ts";
import { type ClassPoint, classPoints, type NamedArea } from "./class_points.ts";

/** From here on an answer counts as sure: the stronger tint. */
export const sureFrom = 0.9;

/** What a model says over the plane of its two columns. */
export interface Regions {
  readonly id: string;
  /** What the picture shows. */
  readonly title: string;
  readonly surface: Surface;
  /** What each class is called. */
  readonly names: readonly string[];
  readonly points: readonly ClassPoint[];
  /** Whether the answers are scores, so that none is sure. */
  readonly isScored?: boolean;
  /** The `id` of a picture of the page with the same surface, whose regions are taken. */
  readonly ground?: string;
}

/** The regions of the classes as tints, their borders as light lines, and rows as points on them. */
export function regionsPicture(regions: Regions): Markup {
  const { id, title, surface, names, points, ground } = regions;
  const [across, up] = domainsOf(surface);
  const [xTitle, yTitle] = surface.columns;
  const plot = plotOf({
    x: { domain: across, title: xTitle, isColumn: true },
    y: { domain: up, title: yTitle, isColumn: true },
    ...{ isNice: false, ground: "frame" },
  });
  const leads = leadsOf(fieldsOf(surface));
  const areas = leads.map((lead, at) => areaOf(lead, { text: cut(names[at], 18), plot }));
  const present = names.filter((_, at) => areas[at].middles.length > 0);
  return picture({
    ...{ id, height: plot.height, title },
    description: `Regions of ${
      present.join(", ")
    } over ${xTitle} and ${yTitle}, with ${points.length} rows`,
    marks: [
      ground === undefined &&
      markup`<defs><g id="${groundId(id)}">${outlines(regions, { leads, plot })}</g></defs>`,
      markup`<use href="#${groundId(ground ?? id)}"/>`,
      ...plot.frame,
      ...plot.marks,
      ...classPoints(points, { plot, areas }),
    ],
  });
}

function groundId(id: string): string {
  return `${id}-ground`;
}

/** Where each class leads, and where it is sure. */
function outlines(
  { surface, isScored }: Regions,
  { leads, plot: { box } }: { readonly leads: readonly Field[]; readonly plot: Plot },
): readonly Content[] {
  const fields = fieldsOf(surface);
  return leads.flatMap((lead, at) => {
    const own = outlineOf(ringsAbove(lead, { threshold: 0, box }));
    const sure = isScored ? "" : outlineOf(ringsAbove(fields[at], { threshold: sureFrom, box }));
    return [
      own && markup`<path d="${own}" class="region edge ${classColour(at)}"/>`,
      sure && markup`<path d="${sure}" class="region ${classColour(at)}"/>`,
    ];
  });
}

/** The name of a region stands so far from its border, where it can. */
const margins = [12, 6, 2, -Infinity];
/** Places are tried at such steps, in pixels. */
const step = 6;

/** Where the name of a class may stand: in its region. */
function areaOf(
  { columns, rows, values }: Field,
  { text, plot: { box } }: { readonly text: string; readonly plot: Plot },
): NamedArea {
  const leads = ([x, y]: Spot) => {
    const [column, row] = [
      (x - box.x) / box.width * (columns - 1),
      (y - box.y) / box.height * (rows - 1),
    ];
    const inside = (place: number, most: number) =>
      Math.max(0, Math.min(most - 1, Math.round(place)));
    return values[inside(row, rows) * columns + inside(column, columns)] > 0;
  };
  const own = spotsIn(box).filter(leads);
  const [half, down] = [widthOf(text) / 2, 8];
  const keeps = (margin: number) => ([x, y]: Spot) =>
    [-1, -0.5, 0, 0.5, 1].every((along) =>
      [-1, 1].every((side) => leads([x + along * (half + margin), y + side * (down + margin)]))
    );
  const found = margins.map((margin) => margin === -Infinity ? own : own.filter(keeps(margin)))
    .find((middles) => middles.length > 0);
  return { text, middles: found ?? [] };
}

function spotsIn({ x, y, width, height }: Plot["box"]): readonly Spot[] {
  return Array.from(
    { length: Math.floor(height / step) },
    (_, row) =>
      Array.from({ length: Math.floor(width / step) }, (_, column): Spot => [
        x + (column + 0.5) * step,
        y + (row + 0.5) * step,
      ]),
  ).flat();
}
