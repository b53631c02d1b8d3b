/**
 * Writes `moons.csv`, `circles.csv` and `xor.csv`: points in the plane that no straight line divides.
 *
 * moons: (cos t, sin t) is class 0, (1 - cos t, 1/2 - sin t) is class 1, t in 0..π.
 * circles: (cos t, sin t) is class 0, (cos t, sin t) / 2 is class 1, t in 0..2π, without 2π.
 * xor: the corners (±1, ±1) by turns; class 1 where the signs differ.
 *
 * Noise is added to each coordinate. The first two are `make_moons(200, noise=0.2, random_state=0,
 * shuffle=False)` and `make_circles(200, noise=0.1, factor=0.5, random_state=0, shuffle=False)` of
 * scikit-learn, to six decimals.
 * @see scikit-learn, sklearn/datasets/_samples_generator.py.
 * @module
 */
import { mersenne } from "pure-rand/generator/mersenne";

type Point = readonly [x: number, y: number];

/** Points of a class each, and the standard deviation of the noise on each coordinate. */
interface Shape {
  readonly points: readonly { readonly at: Point; readonly label: number }[];
  readonly noise: number;
}

const pointsPerClass = 100;

/** The text of each file, by its name in this folder. */
export function shapeFiles(): Readonly<Record<string, string>> {
  return { "moons.csv": csv(moons()), "circles.csv": csv(circles()), "xor.csv": csv(xor()) };
}

function moons(): Shape {
  const angles = places((at) => Math.PI * at / (pointsPerClass - 1));
  const upper = angles.map((t): Point => [Math.cos(t), Math.sin(t)]);
  const lower = angles.map((t): Point => [1 - Math.cos(t), 0.5 - Math.sin(t)]);
  return { points: twoClasses(upper, lower), noise: 0.2 };
}

function circles(): Shape {
  const outer = places((at) => 2 * Math.PI * at / pointsPerClass)
    .map((t): Point => [Math.cos(t), Math.sin(t)]);
  const inner = outer.map(([x, y]): Point => [x / 2, y / 2]);
  return { points: twoClasses(outer, inner), noise: 0.1 };
}

function xor(): Shape {
  const same = places((at): Point => at % 2 === 0 ? [1, 1] : [-1, -1]);
  const different = same.map(([x, y]): Point => [x, -y]);
  return { points: twoClasses(same, different), noise: 0.3 };
}

function places<T>(value: (at: number) => T): readonly T[] {
  return Array.from({ length: pointsPerClass }, (_, at) => value(at));
}

function twoClasses(zeros: readonly Point[], ones: readonly Point[]): Shape["points"] {
  return [zeros, ones].flatMap((points, label) => points.map((at) => ({ at, label })));
}

function csv({ points, noise }: Shape): string {
  const normal = normalNumbers(0);
  const lines = points.map(({ at, label }) => {
    const cells = at.map((value) => (value + noise * normal()).toFixed(6));
    return [...cells, label].join(",");
  });
  return ["x,y,label", ...lines].join("\n") + "\n";
}

/**
 * The numbers of `numpy.random.RandomState(seed).normal()`, by Marsaglia's polar method.
 * @see NumPy, `legacy_gauss` in numpy/random/src/legacy/legacy-distributions.c.
 */
export function normalNumbers(seed: number): () => number {
  const generator = mersenne(seed);
  const bits = (count: number) => generator.next() >>> (32 - count);
  const uniform = () => (bits(27) * 2 ** 26 + bits(26)) / 2 ** 53;
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const [first, second, square] = pointInCircle(uniform);
    const factor = Math.sqrt(-2 * Math.log(square) / square);
    spare = factor * first;
    return factor * second;
  };
}

/** A point inside the unit circle, not its middle, and its squared distance from there. */
function pointInCircle(uniform: () => number): readonly [number, number, number] {
  let first: number, second: number, square: number;
  do {
    first = 2 * uniform() - 1;
    second = 2 * uniform() - 1;
    square = first ** 2 + second ** 2;
  } while (square >= 1 || square === 0);
  return [first, second, square];
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(shapeFiles())) {
    Deno.writeTextFileSync(new URL(name, import.meta.url), text);
  }
}
