// @ts-types="@types/d3-scale"
import { scaleLinear } from "d3-scale";
import type { Surface } from "../input/records.ts";
import { calledSpots } from "../marks/called_spots.ts";
import { alongLine, clearest, type Spot } from "../marks/clearing.ts";
import { contourOf, type Field, outlineOf, ringsAbove } from "../marks/outline.ts";
import { circle, label, picture } from "../marks/picture.ts";
import { type Box, type Plot, plotOf } from "../marks/plot.ts";
import { extent } from "../statistics/extent.ts";
import { type Markup, markup } from "../markup/markup.ts";
import { alike } from "../words/numbers.ts";
import { domainsOf, fieldsOf } from "./surface_fields.ts";

/** A number that a model answers over the plane of its two columns. */
export interface Levels {
  readonly id: string;
  /** What the picture shows. */
  readonly title: string;
  readonly surface: Surface;
  /** Which of the numbers of an answer; the first unless it is said. */
  readonly answer?: number;
  /** Where the lines go; round numbers unless they are said. */
  readonly thresholds?: readonly number[];
  /** How a line is written; with the decimals that all of them need without. */
  readonly format?: (level: number) => string;
  readonly points: readonly LevelPoint[];
}

/** A row on the plane. */
export interface LevelPoint {
  readonly x: number;
  readonly y: number;
  /** Those that are ringed are called. */
  readonly ringed?: string;
  readonly isPale?: boolean;
}

const mostLevels = 7;

/** Bands of one colour, the stronger the higher, with lines at round numbers and what these are. */
export function levelsPicture(
  { id, title, surface, answer = 0, thresholds, format, points }: Levels,
): Markup {
  const [across, up] = domainsOf(surface);
  const [xTitle, yTitle] = surface.columns;
  const plot = plotOf({
    x: { domain: across, title: xTitle, isColumn: true },
    y: { domain: up, title: yTitle, isColumn: true },
    ...{ isNice: false, ground: "frame" },
  });
  const field = fieldsOf(surface)[answer];
  const levels = thresholds ?? roundLevels(field);
  const write = format ?? alike(levels);
  const rings = levels.map((threshold) => ringsAbove(field, { threshold, box: plot.box }));
  const spots = points.map(({ x, y }): Spot => [plot.x(x), plot.y(y)]);
  const texts = levelTexts({ texts: levels.map(write), rings, plot, spots });
  const called = points.flatMap(({ ringed }, at) =>
    ringed === undefined ? [] : [{ spot: spots[at], text: ringed }]
  );
  return picture({
    ...{ id, height: plot.height, title },
    description: `Lines at ${
      levels.map(write).join(", ")
    } over ${xTitle} and ${yTitle}, with ${points.length} rows`,
    marks: [
      ...rings.map((each) =>
        markup`<path d="${outlineOf(each)}" class="level"/><path d="${
          contourOf(each, plot.box)
        }" class="contour"/>`
      ),
      ...plot.frame,
      ...plot.marks,
      ...points.map(({ isPale }, at) =>
        circle([spots[at][0], spots[at][1]], 2.2, isPale ? "dot ink faint" : "dot ink")
      ),
      ...texts.map(({ text, x, y, box }) =>
        label(text, { x: x + box.width / 2, y, anchor: "middle", classes: "halo" })
      ),
      ...calledSpots(called, { spots, boxes: texts.map(({ box }) => box), frame: plot.box }),
    ],
  });
}

/** Round numbers between the least and the largest of a field. */
function roundLevels({ values }: Field): readonly number[] {
  const [low, high] = extent(values);
  return scaleLinear([low, high], [0, 1]).ticks(mostLevels).filter((tick) =>
    tick > low && tick < high
  );
}

/** The numbers of the lines, each where it is clearest. */
function levelTexts({ texts, rings, plot: { box }, spots }: {
  readonly texts: readonly string[];
  readonly rings: readonly (readonly (readonly Spot[])[])[];
  readonly plot: Plot;
  readonly spots: readonly Spot[];
}) {
  const boxes: Box[] = [];
  return texts.flatMap((text, at) => {
    const inside = rings[at].flatMap((ring) => alongLine(ring)).filter(([x, y]) =>
      x > box.x + 1 && y > box.y + 1 && x < box.x + box.width - 1 && y < box.y + box.height - 1
    );
    const found = clearest(text, inside, { spots, boxes, frame: box });
    if (!found) return [];
    boxes.push(found.box);
    return [found];
  });
}
