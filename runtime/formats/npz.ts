import { decodeNpy, encodeNpy, type NumberArray } from "./npy.ts";
import { readZip, writeZip } from "./zip.ts";

const extension = ".npy";
/** Far more than the parameters of any model that trains on a CPU. */
const maxBytes = 2 ** 31;

/** Arrays as the bytes of an `.npz` archive, float32; the same arrays give the same bytes. */
export function encodeNpz(arrays: Readonly<Record<string, NumberArray>>): Uint8Array<ArrayBuffer> {
  const files = Object.entries(arrays).map(([name, array]) => [
    name + extension,
    encodeNpy(array),
  ]);
  return writeZip(Object.fromEntries(files));
}

/**
 * The arrays of numbers in an `.npz` archive, by name.
 * @throws {RangeError} If the bytes are no such archive, with the reason in plain words.
 */
export function decodeNpz(bytes: Uint8Array, limit: number = maxBytes): Map<string, NumberArray> {
  const arrays = new Map<string, NumberArray>();
  for (const [file, content] of readZip(bytes, limit)) {
    const name = file.endsWith(extension) ? file.slice(0, -extension.length) : file;
    try {
      arrays.set(name, decodeNpy(content));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`"${name}" cannot be read: ${error.message}`);
    }
  }
  return arrays;
}
