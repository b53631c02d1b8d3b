import { type Column, narrowed, numberColumn, type TableColumn } from "../data/column.ts";
import { wordsIn } from "../data/words.ts";
import type { NumpyArray } from "./numpy_array.ts";

/** The most channels that a picture has: red, green, blue and how opaque it is. */
const maxChannels = 4;

/**
 * The columns of an array, a row for each place along its first axis: uint8 [R, H, W] and [R, H, W, C] are a
 * column of images, likewise [R, C, H, W] of 1 or 3 channels; else each of the other places is a column,
 * in row-major order.
 * @param base The name of the only column; those of several have a number behind it, from 1.
 */
export function columnsOfArray(base: string, array: NumpyArray): readonly Column[] {
  const [rows = 1, ...rest] = array.shape;
  if (array.kind === "numbers" && array.data instanceof Uint8Array) {
    const image = imagesOf(array.data, array.shape);
    if (image) return [{ kind: "image", name: base, ...image }];
  }
  const width = rest.reduce((product, dim) => product * dim, 1);
  if (width === 1) return [tableColumn(base, { array, place: 0, width, rows })];
  return Array.from(
    { length: width },
    (_, place) => tableColumn(`${base}${place + 1}`, { array, place, width, rows }),
  );
}

interface Slice {
  readonly array: NumpyArray;
  /** In a row of the array. */
  readonly place: number;
  readonly width: number;
  readonly rows: number;
}

function tableColumn(name: string, { array, place, width, rows }: Slice): TableColumn {
  if (array.kind === "texts") {
    return wordsIn(
      name,
      Array.from({ length: rows }, (_, row) => array.texts[row * width + place]),
    );
  }
  const { data } = array;
  const values = width === 1 ? data : new (typeOf(data))(rows);
  if (width > 1) { for (let row = 0; row < rows; row++) values[row] = data[row * width + place]; }
  return numberColumn(name, values instanceof Float64Array ? narrowed(values) : values);
}

function typeOf(data: Uint8Array | Float32Array | Float64Array) {
  if (data instanceof Uint8Array) return Uint8Array;
  return data instanceof Float32Array ? Float32Array : Float64Array;
}

/** Bytes as pictures, height by width by channels; nothing where their shape is another. */
function imagesOf(bytes: Uint8Array, shape: readonly number[]) {
  const [rows, height, width, channels = 1, ...others] = shape;
  if (shape.length < 3 || others.length > 0) return undefined;
  if (channels <= maxChannels) return { bytes, shape: [height, width, channels] as const };
  if (height !== 1 && height !== 3) return undefined;
  // Channels come first, as in PyTorch.
  return {
    bytes: channelsLast(bytes, { rows, channels: height, pixels: width * channels }),
    shape: [width, channels, height] as const,
  };
}

function channelsLast(
  bytes: Uint8Array,
  { rows, channels, pixels }: Readonly<Record<"rows" | "channels" | "pixels", number>>,
): Uint8Array {
  const turned = new Uint8Array(bytes.length);
  let to = 0;
  for (let row = 0; row < rows; row++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let channel = 0; channel < channels; channel++) {
        turned[to++] = bytes[(row * channels + channel) * pixels + pixel];
      }
    }
  }
  return turned;
}
