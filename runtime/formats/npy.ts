import { type NumpyArray, shaped } from "./numpy_array.ts";
import { type ObjectArray, PickledArray, readPickle } from "./pickle.ts";

/** One array of numbers, row-major. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // "\x93NUMPY"
const alignment = 64;
/** NumPy itself refuses longer headers. */
const maxHeader = 10_000;

/**
 * A float32 array in NumPy's format, version 1.0.
 * @see numpy/lib/format.py, "Format Version 1.0".
 */
export function encodeNpy({ shape, data }: NumberArray): Uint8Array<ArrayBuffer> {
  const dims = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${dims}), }`;
  const before = magic.length + 4;
  const length = Math.ceil((before + text.length + 1) / alignment) * alignment - before;
  const bytes = new Uint8Array(before + length + 4 * data.length);
  const view = new DataView(bytes.buffer);
  bytes.set([...magic, 1, 0]);
  view.setUint16(8, length, true);
  bytes.set(new TextEncoder().encode(text.padEnd(length - 1) + "\n"), before);
  for (let at = 0; at < data.length; at++) {
    view.setFloat32(before + length + 4 * at, data[at], true);
  }
  return bytes;
}

/**
 * Reads an array in NumPy's format, versions 1 to 3. One of Python objects is read as `readPickle` says.
 * @throws {RangeError} If the bytes are none, with the reason in plain words.
 */
export function readNpy(bytes: Uint8Array): NumpyArray | ObjectArray {
  const { header, start } = readHeader(bytes);
  const descr = fieldOf(header, /'descr':\s*'([^']*)'/, "it holds records, not numbers");
  const isColumnMajor = fieldOf(header, /'fortran_order':\s*(True|False)/) === "True";
  const shape = parseShape(fieldOf(header, /'shape':\s*\(([^)]*)\)/));
  const rest = bytes.subarray(start);
  if (descr !== "|O") return shaped(descr, { shape, isColumnMajor, bytes: rest });
  const pickled = readPickle(rest);
  if (pickled instanceof PickledArray) return pickled.array;
  throw new RangeError("its pickle holds no array");
}

/** Reads an array of numbers in NumPy's format. @throws {RangeError} The same, and for texts. */
export function decodeNpy(bytes: Uint8Array): NumberArray {
  const array = readNpy(bytes);
  if (array.kind === "numbers") return { shape: array.shape, data: array.data };
  const what = array.kind === "texts" ? "text" : "Python objects";
  throw new RangeError(`it holds ${what}, not numbers`);
}

function readHeader(bytes: Uint8Array): { header: string; start: number } {
  if (bytes.length < 12 || magic.some((byte, at) => bytes[at] !== byte)) {
    throw new RangeError("it is not in NumPy's format");
  }
  const version = bytes[6];
  if (version < 1 || version > 3) throw new RangeError(`it is in version ${version} of the format`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [length, begin] = version === 1
    ? [view.getUint16(8, true), 10]
    : [view.getUint32(8, true), 12];
  if (length > maxHeader || begin + length > bytes.length) {
    throw new RangeError("its header is cut off");
  }
  const header = new TextDecoder().decode(bytes.subarray(begin, begin + length));
  return { header, start: begin + length };
}

function fieldOf(header: string, pattern: RegExp, reason = "its header cannot be read"): string {
  const [, text] = pattern.exec(header) ?? [];
  if (text === undefined) throw new RangeError(reason);
  return text;
}

function parseShape(text: string): number[] {
  // Python 2 wrote 3L.
  const dims = text.split(",").map((dim) => dim.trim().replace(/L$/, "")).filter((dim) => dim);
  if (!dims.every((dim) => /^\d+$/.test(dim))) throw new RangeError("its header cannot be read");
  return dims.map(Number);
}
