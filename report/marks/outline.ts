// @ts-types="@types/d3-contour"
import { contours } from "d3-contour";
import { at } from "./picture.ts";
import type { Box } from "./plot.ts";
import type { Spot } from "./clearing.ts";

/** Numbers over a picture, at the crossings of equal steps from the upper left corner, row after row. */
export interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
}

/** Nobody sees a line that is so much off, in pixels. */
const tolerance = 0.12;

/** The rings around where a field is above a threshold, in the pixels of a box. */
export function ringsAbove(
  { columns, rows, values }: Field,
  { threshold, box }: { readonly threshold: number; readonly box: Box },
): readonly (readonly Spot[])[] {
  const { coordinates } = contours().size([columns, rows]).contour([...values], threshold);
  const inside = (step: number, steps: number) =>
    Math.max(0, Math.min(1, (step - 0.5) / (steps - 1)));
  return coordinates.flatMap((polygon) =>
    polygon.map((ring) =>
      simplified(ring.map(([x, y]): Spot => [
        box.x + inside(x, columns) * box.width,
        box.y + inside(y, rows) * box.height,
      ]))
    )
  ).filter((ring) => ring.length > 3);
}

/** Rings as the path of a filled outline. */
export function outlineOf(rings: readonly (readonly Spot[])[]): string {
  return rings.map((ring) =>
    `M${ring.slice(0, -1).map(([x, y]) => `${at(x)} ${at(y)}`).join("L")}Z`
  ).join("");
}

/** Rings as the path of their lines, without what runs along the edge of their box. */
export function contourOf(rings: readonly (readonly Spot[])[], box: Box): string {
  return rings.map((ring) =>
    ring.slice(1).map((end, index) => {
      const start = ring[index];
      if (areOnOneEdge(start, end, box)) return "";
      const begins = index === 0 || areOnOneEdge(ring[index - 1], start, box);
      return `${begins ? `M${at(start[0])} ${at(start[1])}` : ""}L${at(end[0])} ${at(end[1])}`;
    }).join("")
  ).join("");
}

function areOnOneEdge(one: Spot, other: Spot, { x, y, width, height }: Box): boolean {
  const near = (axis: 0 | 1, edge: number) =>
    Math.abs(one[axis] - edge) < 1e-6 && Math.abs(other[axis] - edge) < 1e-6;
  return near(0, x) || near(0, x + width) || near(1, y) || near(1, y + height);
}

/**
 * The same line with fewer points.
 * Source: D. H. Douglas, T. K. Peucker, Algorithms for the reduction of the number of points (1973).
 */
function simplified(line: readonly Spot[]): readonly Spot[] {
  const kept = new Set([0, line.length - 1]);
  const open: [number, number][] = [];
  // A ring ends where it starts: it is cut in two.
  const middle = Math.floor(line.length / 2);
  kept.add(middle);
  open.push([0, middle], [middle, line.length - 1]);
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const { place, distance } = furthest(line, from, to);
    if (distance <= tolerance) continue;
    kept.add(place);
    open.push([from, place], [place, to]);
  }
  return line.filter((_, index) => kept.has(index));
}

function furthest(line: readonly Spot[], from: number, to: number) {
  const [[x, y], [endX, endY]] = [line[from], line[to]];
  const length = Math.hypot(endX - x, endY - y) || 1;
  let [place, distance] = [from, 0];
  for (let index = from + 1; index < to; index++) {
    const [px, py] = line[index];
    const off = Math.abs((endX - x) * (py - y) - (endY - y) * (px - x)) / length;
    if (off > distance) [place, distance] = [index, off];
  }
  return { place, distance };
}
