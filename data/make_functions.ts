/**
 * Writes `wave.csv` and `marks.csv`: a curve to be fitted, and points with three marks each.
 *
 * wave: 201 places x from -1 to 1 at equal distances, y = sin(2πx) + x / 2, without noise.
 * marks: points of the plane about 0; `right` where x > 0, `above` where y > 0, `far` where x + y > 1,
 * each after noise on the point, so that no line divides the rows of a mark without a mistake.
 * @module
 */
import { normalNumbers } from "./make_shapes.ts";

const distance = 100;
const points = 300;
const noise = 0.2;

/** The text of each file, by its name in this folder. */
export function functionFiles(): Readonly<Record<string, string>> {
  return { "wave.csv": wave(), "marks.csv": marks() };
}

function wave(): string {
  const lines = Array.from({ length: 2 * distance + 1 }, (_, at) => {
    const x = (at - distance) / distance;
    return `${x},${(Math.sin(2 * Math.PI * x) + x / 2).toFixed(6)}`;
  });
  return ["x,y", ...lines].join("\n") + "\n";
}

function marks(): string {
  const normal = normalNumbers(0);
  const lines = Array.from({ length: points }, () => {
    const [x, y] = [normal(), normal()];
    const [seenX, seenY] = [x + noise * normal(), y + noise * normal()];
    const [right, above, far] = [seenX > 0, seenY > 0, seenX + seenY > 1].map(Number);
    return [x.toFixed(6), y.toFixed(6), right, above, far].join(",");
  });
  return ["x,y,right,above,far", ...lines].join("\n") + "\n";
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(functionFiles())) {
    Deno.writeTextFileSync(new URL(name, import.meta.url), text);
  }
}
