import { strongWidthOf } from "./picture.ts";
import type { Box } from "./plot.ts";

/** A place in a picture, in pixels. */
export type Spot = readonly [x: number, y: number];

/** What a text keeps clear of. */
export interface Obstacles {
  /** Points. */
  readonly spots: readonly Spot[];
  /** Other texts. */
  readonly boxes: readonly Box[];
  /** It stays in here. */
  readonly frame: Box;
  /** Further away than this, in pixels, it does not get clearer. */
  readonly enough?: number;
}

/** A text and the box that it takes. */
export interface PlacedText {
  readonly text: string;
  /** Of the start of its base line. */
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

const heightOfText = 16;
/** A mark reaches so far from its place. */
const radius = 4;
const usuallyEnough = 40;
const muchTooNear = 100;

/** The clearest of some middles for a text: where the nearest point and text are furthest away. */
export function clearest(
  text: string,
  middles: readonly Spot[],
  obstacles: Obstacles,
): PlacedText | undefined {
  let found: { readonly box: Box; readonly distance: number } | undefined;
  for (const middle of middles) {
    const box = boxAround(text, middle);
    if (!isWithin(box, obstacles.frame)) continue;
    const distance = Math.min(clearanceOf(box, obstacles), 3 * toEdge(box, obstacles.frame));
    if (!found || distance > found.distance) found = { box, distance };
  }
  return found && placed(text, found.box);
}

/** The box that a text takes around its middle. */
export function boxAround(text: string, [x, y]: Spot): Box {
  const width = strongWidthOf(text);
  return { x: x - width / 2, y: y - heightOfText / 2, width, height: heightOfText };
}

/** A text in its box. */
export function placed(text: string, box: Box): PlacedText {
  // The font is not the widest one everywhere: at its left end the text keeps to what it names.
  return { text, x: box.x, y: box.y + 12, box };
}

/** Whether a box lies in another. */
export function isWithin(box: Box, frame: Box): boolean {
  return box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height;
}

function toEdge(box: Box, frame: Box): number {
  return Math.min(
    box.x - frame.x,
    box.y - frame.y,
    frame.x + frame.width - box.x - box.width,
    frame.y + frame.height - box.y - box.height,
  );
}

/** How far the nearest point or text is; below 0 for a text that overlaps. */
function clearanceOf(box: Box, { spots, boxes, enough = usuallyEnough }: Obstacles): number {
  let least = enough;
  for (const spot of spots) least = Math.min(least, gap(box, spot) - radius);
  for (const other of boxes) {
    const across = Math.max(other.x - box.x - box.width, box.x - other.x - other.width);
    const down = Math.max(other.y - box.y - box.height, box.y - other.y - other.height);
    const distance = Math.max(across, down);
    least = Math.min(least, distance < 2 ? distance - muchTooNear : distance);
  }
  return least;
}

/** How many points a text would cover. */
export function coveredBy(box: Box, spots: readonly Spot[]): number {
  return spots.filter((spot) => gap(box, spot) < radius).length;
}

/** Whether two boxes overlap. */
export function areOverlapping(one: Box, other: Box): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width &&
    one.y < other.y + other.height && other.y < one.y + one.height;
}

function gap(box: Box, [x, y]: Spot): number {
  const across = Math.max(0, box.x - x, x - box.x - box.width);
  const down = Math.max(0, box.y - y, y - box.y - box.height);
  return Math.sqrt(across * across + down * down);
}

/** Places along a line that are no further apart than 6 pixels. */
export function alongLine(line: readonly Spot[]): readonly Spot[] {
  return line.flatMap(([x, y], index): readonly Spot[] => {
    const [endX, endY] = line[index + 1] ?? [x, y];
    const parts = Math.max(1, Math.ceil(Math.hypot(endX - x, endY - y) / 6));
    return Array.from({ length: parts }, (_, at): Spot => [
      x + (endX - x) * at / parts,
      y + (endY - y) * at / parts,
    ]);
  });
}
