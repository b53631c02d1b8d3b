import { type NumpyArray, shaped } from "./numpy_array.ts";

/** The type of the elements, by the third byte. */
const dtypes: Readonly<Record<number, string>> = {
  0x08: "|u1",
  0x09: "|i1",
  0x0b: ">i2",
  0x0c: ">i4",
  0x0d: ">f4",
  0x0e: ">f8",
};

/**
 * Reads an array in the IDX format, that of MNIST.
 * @throws {RangeError} If the bytes are none, with the reason in plain words.
 * @see http://yann.lecun.com/exdb/mnist, "THE IDX FILE FORMAT".
 */
export function readIdx(bytes: Uint8Array): NumpyArray {
  const [zero, alsoZero, type = 0, dims = 0] = bytes;
  const dtype = dtypes[type];
  if (zero !== 0 || alsoZero !== 0 || !dtype || dims === 0) {
    throw new RangeError("it is not in the IDX format");
  }
  const start = 4 + 4 * dims;
  if (bytes.length < start) throw new RangeError("its header is cut off");
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: dims }, (_, at) => view.getUint32(4 + 4 * at));
  return shaped(dtype, { shape, isColumnMajor: false, bytes: bytes.subarray(start) });
}
