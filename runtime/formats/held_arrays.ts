import type { Elements } from "./numpy_dtype.ts";
import type { NumpyArray } from "./numpy_array.ts";
import { itemsOf, type ObjectArray, type Pickled, PickledArray } from "./pickle.ts";

/** What a file of arrays holds, by name. */
export interface HeldArrays {
  readonly arrays: ReadonlyMap<string, NumpyArray>;
  /** What is no array of numbers or texts: what it is instead, in plain words. */
  readonly others: ReadonlyMap<string, string>;
}

/** The only array of a file, which has no name there: `image` of pictures, else `x`. */
export function loneArray(array: NumpyArray): HeldArrays {
  const isImage = array.kind === "numbers" && array.data instanceof Uint8Array &&
    array.shape.length >= 3;
  return { arrays: new Map([[isImage ? "image" : "x", array]]), others: new Map() };
}

/**
 * The arrays of NumPy's format: one, or those of a dict that was saved as an array of one object.
 * @throws {RangeError} If there are none, with the reason in plain words.
 */
export function heldInNpy(array: NumpyArray | ObjectArray): HeldArrays {
  if (array.kind !== "objects") return loneArray(array);
  const [dict, ...others] = array.items;
  if (others.length === 0 && dict instanceof Map) return heldIn(dict);
  const list = asArray(array.items);
  if (list) return loneArray(list);
  throw new RangeError("it holds Python objects that are no dict of arrays");
}

/** What of some named values are arrays. */
export function heldIn(
  values: ReadonlyMap<Pickled, Pickled | NumpyArray | ObjectArray>,
): HeldArrays {
  const arrays = new Map<string, NumpyArray>();
  const others = new Map<string, string>();
  for (const [key, value] of values) {
    const name = key instanceof Uint8Array ? new TextDecoder().decode(key) : String(key);
    const array = asArray(value);
    if (array) arrays.set(name, array);
    else others.set(name, describe(value));
  }
  return { arrays, others };
}

/** A value as an array; nothing where it is none. Lists of numbers or texts are, also lists of such lists. */
function asArray(value: Pickled | NumpyArray | ObjectArray): NumpyArray | undefined {
  if (value instanceof PickledArray) return asArray(value.array);
  if (isArray(value)) {
    return value.kind === "objects" ? shapedItems(value.items, value.shape) : value;
  }
  if (!Array.isArray(value)) return undefined;
  const [first] = value;
  if (!Array.isArray(first)) return shapedItems(value, [value.length]);
  const isTable = value.every((row) => Array.isArray(row) && row.length === first.length);
  return isTable ? shapedItems(value.flat(), [value.length, first.length]) : undefined;
}

function isArray(value: Pickled | NumpyArray | ObjectArray): value is NumpyArray | ObjectArray {
  return typeof value === "object" && value !== null && "kind" in value;
}

function shapedItems(
  items: readonly Pickled[],
  shape: readonly number[],
): NumpyArray | undefined {
  const elements = elementsOf(items);
  return elements && items.length === shape.reduce((product, dim) => product * dim, 1)
    ? { shape, ...elements }
    : undefined;
}

function elementsOf(items: readonly Pickled[]): Elements | undefined {
  const plain = items.map((item) => {
    if (item instanceof PickledArray && item.array.shape.length === 0) {
      return itemsOf(item.array)[0];
    }
    return typeof item === "boolean" ? Number(item) : item;
  });
  if (plain.every((item) => typeof item === "number" || item === null)) {
    return { kind: "numbers", data: Float64Array.from(plain, (item) => item ?? NaN) };
  }
  return plain.every((item) => typeof item === "string" || item === null)
    ? { kind: "texts", texts: plain.map((item) => item ?? "") }
    : undefined;
}

function describe(value: Pickled | NumpyArray | ObjectArray): string {
  if (value === null) return "nothing";
  if (value instanceof Map) return "a dict";
  if (value instanceof Uint8Array) return "bytes";
  if (Array.isArray(value)) return "a list of different things";
  return typeof value === "object" ? "an array of Python objects" : `a ${typeof value}`;
}
