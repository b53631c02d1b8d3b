/**
 * Writes `drawn-faces/` and `drawn-things/`: small pictures for the exercises whose own data are not
 * ours to give away. They are drawn by lines and areas at random places, in the IDX format.
 *
 * drawn-faces: 48 x 48 grey, the seven moods of FER-2013.
 * drawn-things: 32 x 32 in colour, four shapes on plain ground.
 * @module
 */
import { gzipSync } from "node:zlib";
import { mersenne } from "pure-rand/generator/mersenne";

/** A number from `low` up to `high`. */
type Draw = (low: number, high: number) => number;
type Point = readonly [x: number, y: number];

/** Pictures of each class by turns. */
interface Drawing {
  readonly classes: readonly string[];
  /** Height, width and, of colours, channels. */
  readonly shape: readonly number[];
  /** How many pictures of each class a part has. */
  readonly parts: Readonly<Record<"train" | "test", number>>;
  /** The bytes of one picture, row by row. */
  draw(name: string, draw: Draw): Uint8Array;
}

/** A face on a square of sides 2 around 0; y goes down. */
interface Mood {
  /** How far the inner end of a brow is below the outer one. */
  readonly brow: number;
  /** How high the brows are. */
  readonly lift: number;
  readonly eye: number;
  /** How far the middle of the mouth is below its ends. */
  readonly smile: number;
  /** Half the height of an open mouth. */
  readonly open: number;
  /** How far one end of the mouth is below the other. */
  readonly tilt: number;
}

const plain: Mood = { brow: 0, lift: 0.5, eye: 0.1, smile: 0, open: 0, tilt: 0 };
const moods: Readonly<Record<string, Mood>> = {
  angry: { ...plain, brow: 0.16, lift: 0.42, eye: 0.08, smile: -0.1 },
  disgust: { ...plain, brow: 0.1, lift: 0.44, eye: 0.07, tilt: 0.2 },
  fear: { ...plain, brow: -0.14, lift: 0.6, eye: 0.14, open: 0.08 },
  happy: { ...plain, smile: 0.2 },
  neutral: plain,
  sad: { ...plain, brow: -0.14, lift: 0.48, smile: -0.16 },
  surprise: { ...plain, lift: 0.64, eye: 0.15, open: 0.2 },
};
const faceSize = 48;
const faces: Drawing = {
  classes: Object.keys(moods),
  shape: [faceSize, faceSize],
  parts: { train: 40, test: 15 },
  draw: (name, draw) => drawFace(moods[name], draw),
};

function drawFace(mood: Mood, draw: Draw): Uint8Array {
  const about = (value: number) => value + draw(-0.06, 0.06);
  const [left, top, size] = [draw(-0.12, 0.12), draw(-0.12, 0.12), draw(0.8, 1)];
  const [ground, skin, ink] = [draw(40, 120), draw(150, 230), draw(10, 60)];
  const [brow, smile, tilt] = [about(mood.brow), about(mood.smile), about(mood.tilt)];
  const open = Math.max(0, mood.open + draw(-0.03, 0.03));
  const mouth = places(-0.35, 0.35).map((x): Point => [
    x,
    0.45 + smile * (1 - (x / 0.35) ** 2) + tilt * x,
  ]);
  const brows = [-1, 1].map((side): readonly Point[] =>
    places(0.18, 0.5).map((x) => [
      side * x,
      -mood.lift + brow * (0.5 - (x - 0.18) / 0.32),
    ])
  );
  return pixels([faceSize, faceSize], (column, row) => {
    const x = (2 * (column + 0.5) / faceSize - 1 - left) / size;
    const y = (2 * (row + 0.5) / faceSize - 1 - top) / size;
    if (x ** 2 / 0.72 + y ** 2 > 0.9) return [ground];
    const isEye = Math.hypot(Math.abs(x) - 0.34, y + 0.25) < mood.eye;
    const isOpen = open > 0 && (x / 0.22) ** 2 + ((y - 0.45) / open) ** 2 < 1;
    const isLine = [mouth, ...brows].some((line) => isNear(line, [x, y], 0.05));
    return [isEye || isOpen || isLine ? ink : skin];
  });
}

function places(from: number, to: number): readonly number[] {
  return Array.from({ length: 15 }, (_, at) => from + (to - from) * at / 14);
}

function isNear(line: readonly Point[], [x, y]: Point, width: number): boolean {
  return line.some(([lineX, lineY]) => (x - lineX) ** 2 + (y - lineY) ** 2 < width ** 2);
}

/** Whether a point about the middle is inside a thing of size 1. */
const things: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  circle: (x, y) => Math.hypot(x, y) < 1,
  cross: (x, y) =>
    Math.min(Math.abs(x), Math.abs(y)) < 0.3 && Math.max(Math.abs(x), Math.abs(y)) < 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.9,
  triangle: (x, y) => y < 0.8 && y > 2 * Math.abs(x) - 1,
};
const thingSize = 32;
const colours: Drawing = {
  classes: Object.keys(things),
  shape: [thingSize, thingSize, 3],
  parts: { train: 100, test: 30 },
  draw(name, draw) {
    const [left, top, size] = [draw(13, 19), draw(13, 19), draw(7, 12)];
    const ground = [draw(0, 100), draw(0, 100), draw(0, 100)];
    const paint = [draw(120, 255), draw(120, 255), draw(120, 255)];
    return pixels(
      [thingSize, thingSize],
      (x, y) => things[name]((x - left) / size, (y - top) / size) ? paint : ground,
    );
  },
};

function pixels(
  [height, width]: readonly [number, number],
  colourAt: (x: number, y: number) => readonly number[],
): Uint8Array {
  const bytes: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) bytes.push(...colourAt(x, y).map(Math.round));
  }
  return Uint8Array.from(bytes);
}

/** The unpacked bytes of each file, by its name in this folder without `.gz`. */
export function drawingFiles(): Readonly<Record<string, Uint8Array>> {
  return { ...filesOf("drawn-faces", faces), ...filesOf("drawn-things", colours) };
}

function filesOf(folder: string, { classes, shape, parts, draw }: Drawing) {
  const generator = mersenne(0);
  const uniform: Draw = (low, high) => low + (high - low) * ((generator.next() >>> 0) / 2 ** 32);
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, count]) => {
      const labels = Array.from({ length: count * classes.length }, (_, at) => at % classes.length);
      const images = labels.flatMap((label) => [...draw(classes[label], uniform)]);
      return [
        [`${folder}/${part}-images`, idx([labels.length, ...shape], images)],
        [`${folder}/${part}-labels`, idx([labels.length], labels)],
      ];
    }),
  );
}

/** Two zeros, 8 for bytes, the count of axes, each of them in four bytes, then the values. */
function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  const sizes = shape.flatMap((size) => [size >> 24, size >> 16, size >> 8, size]);
  return Uint8Array.from([0, 0, 8, shape.length, ...sizes.map((byte) => byte & 255), ...values]);
}

if (import.meta.main) {
  for (const [name, bytes] of Object.entries(drawingFiles())) {
    const url = new URL(`${name}.gz`, import.meta.url);
    Deno.mkdirSync(new URL("./", url), { recursive: true });
    Deno.writeFileSync(url, gzipSync(bytes, { level: 9 }));
  }
}
