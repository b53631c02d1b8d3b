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

/** How to read an element of a dtype, and its size in bytes. */
interface Element {
  readonly size: number;
  read(view: DataView, offset: number): number;
}

const elements: Readonly<Record<string, Element>> = {
  "<f4": { size: 4, read: (view, at) => view.getFloat32(at, true) },
  "<f8": { size: 8, read: (view, at) => view.getFloat64(at, true) },
  "<i4": { size: 4, read: (view, at) => view.getInt32(at, true) },
  "<i8": { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  "|u1": { size: 1, read: (view, at) => view.getUint8(at) },
  "|b1": { size: 1, read: (view, at) => view.getUint8(at) },
};

/**
 * Reads an array of numbers in NumPy's format, versions 1 to 3.
 * @throws {RangeError} If the bytes are none, with the reason in plain words.
 */
export function decodeNpy(bytes: Uint8Array): NumberArray {
  const { header, start } = readHeader(bytes);
  const dtype = fieldOf(header, /'descr':\s*'([^']*)'/, "it holds records, not numbers");
  const element = elements[dtype];
  if (!element) throw new RangeError(whyNot(dtype));
  const isColumnMajor = fieldOf(header, /'fortran_order':\s*(True|False)/) === "True";
  const shape = parseShape(fieldOf(header, /'shape':\s*\(([^)]*)\)/));
  const count = shape.reduce((product, dim) => product * dim, 1);
  if (bytes.length - start !== count * element.size) {
    throw new RangeError(`it should hold ${count} numbers, and has ${bytes.length - start} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, count * element.size);
  const data = Float64Array.from(
    { length: count },
    (_, at) => element.read(view, at * element.size),
  );
  return { shape, data: isColumnMajor ? rowMajor(data, shape) : data };
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

function whyNot(dtype: string): string {
  if (dtype.includes("O")) return "it holds Python objects, not numbers";
  if (dtype.startsWith(">")) return `it is big-endian (${dtype})`;
  return `it holds ${dtype}; float32, float64, int32, int64, uint8 and bool can be read`;
}

function parseShape(text: string): number[] {
  // Python 2 wrote 3L.
  const dims = text.split(",").map((dim) => dim.trim().replace(/L$/, "")).filter((dim) => dim);
  if (!dims.every((dim) => /^\d+$/.test(dim))) throw new RangeError("its header cannot be read");
  return dims.map(Number);
}

/** Elements that stand column by column, row by row. */
function rowMajor(data: Float64Array, shape: readonly number[]): Float64Array {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
  return data.map((_, at) => {
    let [rest, from] = [at, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += rest % shape[axis] * strides[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    return data[from];
  });
}
