import type { Content } from "../markup/markup.ts";
import {
  areOverlapping,
  boxAround,
  coveredBy,
  isWithin,
  type Obstacles,
  placed,
  type PlacedText,
  type Spot,
} from "./clearing.ts";
import { circle, label, line, strongWidthOf } from "./picture.ts";
import type { Box } from "./plot.ts";

/** A ringed place and what it is called. */
export interface CalledSpot {
  readonly spot: Spot;
  readonly text: string;
}

const ringRadius = 7.5;
const distances = [10, 20, 32, 46];
/** A text further away gets a line to its ring. */
const near = 12;
const directions = Array.from({ length: 12 }, (_, at) => at * Math.PI / 6);

/** Rings around places, and beside the first few what they are called. @param most So many are called. */
export function calledSpots(
  spots: readonly CalledSpot[],
  { most = 3, ...obstacles }: Obstacles & { readonly most?: number },
): readonly Content[] {
  const rings = spots.map(({ spot }) => circle([spot[0], spot[1]], ringRadius, "ring"));
  return [
    ...rings,
    ...textsBeside(spots.slice(0, most), {
      ...obstacles,
      boxes: [...obstacles.boxes, ...spots.map(({ spot }) => ringBox(spot))],
    }),
  ];
}

function textsBeside(called: readonly CalledSpot[], obstacles: Obstacles): readonly Content[] {
  const taken = [...obstacles.boxes];
  return called.flatMap(({ spot, text }) => {
    const others = called.flatMap((other) => other.spot === spot ? [] : [other.spot]);
    const found = beside({ spot, text }, { ...obstacles, boxes: taken, others });
    if (!found) return [];
    taken.push(found.box);
    const [x, y] = nearestIn(found.box, spot);
    const distance = Math.hypot(x - spot[0], y - spot[1]);
    const share = ringRadius / distance;
    return [
      distance > near && line(
        [spot[0] + (x - spot[0]) * share, spot[1] + (y - spot[1]) * share],
        [x, y],
        "lead",
      ),
      label(text, { x: found.x, y: found.y, classes: "halo" }),
    ];
  });
}

/** The box around a ring. */
export function ringBox([x, y]: Spot): Box {
  return { x: x - ringRadius, y: y - ringRadius, width: 2 * ringRadius, height: 2 * ringRadius };
}

/** Beside its ring, where it covers no other text and the fewest points, the nearer the better. */
function beside(
  { spot: [x, y], text }: CalledSpot,
  { others, ...obstacles }: Obstacles & { readonly others: readonly Spot[] },
): PlacedText | undefined {
  const half = strongWidthOf(text) / 2;
  const candidates = distances.flatMap((distance) =>
    directions.map((direction) => {
      const [right, down] = [Math.cos(direction), Math.sin(direction)];
      const box = boxAround(text, [
        x + right * distance + half * Math.max(-1, Math.min(1, right * 1.6)),
        y + down * (distance + 8),
      ]);
      const own = distanceTo(box, [x, y]);
      const nearer = others.filter((other) => distanceTo(box, other) < own + 4).length;
      return { box, cost: 3 * coveredBy(box, obstacles.spots) + 8 * nearer + distance / 8 };
    })
  );
  const allowed = candidates.filter(({ box }) =>
    isWithin(box, obstacles.frame) && !obstacles.boxes.some((other) => areOverlapping(box, other))
  );
  const [best] = allowed.sort((one, other) => one.cost - other.cost);
  return best && placed(text, best.box);
}

function distanceTo(box: Box, spot: Spot): number {
  const [x, y] = nearestIn(box, spot);
  return Math.hypot(x - spot[0], y - spot[1]);
}

function nearestIn(box: Box, [x, y]: Spot): Spot {
  return [
    Math.max(box.x, Math.min(box.x + box.width, x)),
    Math.max(box.y + 2, Math.min(box.y + box.height - 2, y)),
  ];
}
