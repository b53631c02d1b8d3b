import { calledSpots, ringBox } from "../marks/called_spots.ts";
import { classMark } from "../marks/class_mark.ts";
import { clearest, type PlacedText, type Spot } from "../marks/clearing.ts";
import { at, label } from "../marks/picture.ts";
import type { Plot } from "../marks/plot.ts";
import type { Content } from "../markup/markup.ts";

/** A row of a class, over two columns. */
export interface ClassPoint {
  readonly x: number;
  readonly y: number;
  /** The code of its class. */
  readonly truth: number;
  /** The code of the answer. */
  readonly said: number;
  /** How sure the answer is; of rings the surest are called first. */
  readonly sure: number;
  /** How it is called: `line 102`. */
  readonly name: string;
  /** Whether it is there beside those that matter. */
  readonly isPale?: boolean;
}

/** More rings than this pile up. */
const mostRings = 10;
const mostCalled = 3;
/** More points than this are drawn small. */
const fewPoints = 60;

/** Whether wrong rows are ringed; of many the right ones are pale instead. */
export function areRinged(points: readonly ClassPoint[]): boolean {
  return points.filter(isWrong).length <= mostRings;
}

/** A name, and where it may stand. */
export interface NamedArea {
  readonly text: string;
  readonly middles: readonly Spot[];
  /** How far from points is far enough. */
  readonly enough?: number;
}

/**
 * Points with the shape and colour of their class. Up to 10 wrong ones are ringed, 3 of them called; of more the
 * right ones are pale and the wrong ones have an outline.
 * @param areas Names that stand where it is clearest.
 */
export function classPoints(
  points: readonly ClassPoint[],
  { plot, areas }: { readonly plot: Plot; readonly areas: readonly NamedArea[] },
): readonly Content[] {
  const isRinged = areRinged(points);
  const wrong = points.filter(isWrong).sort((one, other) => other.sure - one.sure);
  const rank = (point: ClassPoint) => point.isPale ? 0 : isWrong(point) ? 2 : 1;
  const ordered = [...points].sort((one, other) => rank(one) - rank(other));
  const spotOf = ({ x, y }: ClassPoint): Spot => [plot.x(x), plot.y(y)];
  const spots = points.map(spotOf);
  const rings = isRinged ? wrong.map((point) => ({ spot: spotOf(point), text: point.name })) : [];
  const names = named(areas, { spots, boxes: rings.map(({ spot }) => ringBox(spot)), plot });
  const strong = points.filter(({ isPale }) => !isPale).length;
  const sizeOf = ({ isPale }: ClassPoint) => isPale || strong > fewPoints ? "small" : "large";
  return [
    ...ordered.map((point) =>
      classMark(point.truth, {
        ...{ x: at(plot.x(point.x)), y: at(plot.y(point.y)), size: sizeOf(point) },
        classes: isRinged ? point.isPale ? "faint" : "" : isWrong(point) ? "wrong" : "faint",
      })
    ),
    ...calledSpots(rings, {
      ...{ most: mostCalled, spots, boxes: names.map(({ box }) => box), frame: plot.box },
    }),
    ...names.map(({ text, x, y, box }) =>
      label(text, { x: x + box.width / 2, y, anchor: "middle", classes: "strong halo" })
    ),
  ];
}

function isWrong({ truth, said, isPale }: ClassPoint): boolean {
  return truth !== said && !isPale;
}

function named(
  areas: readonly NamedArea[],
  { spots, boxes, plot }: {
    readonly spots: readonly Spot[];
    readonly boxes: readonly PlacedText["box"][];
    readonly plot: Plot;
  },
): readonly PlacedText[] {
  const taken = [...boxes];
  return areas.flatMap(({ text, middles, enough }) => {
    const found = clearest(text, middles, { spots, boxes: taken, frame: plot.box, enough });
    if (!found) return [];
    taken.push(found.box);
    return [found];
  });
}
