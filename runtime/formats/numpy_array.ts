import { type Elements, readElements } from "./numpy_dtype.ts";

/** An array of numbers or texts, row-major. */
export type NumpyArray = Elements & { readonly shape: readonly number[] };

/** The bytes of an array and how they lie. */
export interface ArrayLayout {
  readonly shape: readonly number[];
  readonly isColumnMajor: boolean;
  readonly bytes: Uint8Array;
}

/** An array of some dtype. @throws {RangeError} If it cannot be read, with the reason in plain words. */
export function shaped(descr: string, { shape, isColumnMajor, bytes }: ArrayLayout): NumpyArray {
  const count = shape.reduce((product, dim) => product * dim, 1);
  const elements = readElements(descr, { bytes, count });
  if (!isColumnMajor || shape.length < 2) return { shape, ...elements };
  const places = rowMajorPlaces(shape);
  return elements.kind === "texts"
    ? { shape, kind: "texts", texts: Array.from(places, (place) => elements.texts[place]) }
    : { shape, kind: "numbers", data: elements.data.map((_, at) => elements.data[places[at]]) };
}

/** Where each element of a row-major array stands in the column-major one. */
function rowMajorPlaces(shape: readonly number[]): Int32Array {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
  const places = new Int32Array(shape.reduce((a, b) => a * b, 1));
  const index = shape.map(() => 0);
  let place = 0;
  for (let at = 0; at < places.length; at++) {
    places[at] = place;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += strides[axis];
      if (++index[axis] < shape[axis]) break;
      place -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return places;
}
