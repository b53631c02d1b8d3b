import { decodeNpy, encodeNpy, type NumberArray, readNpy } from "./npy.ts";
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
  return readArrays(bytes, { limit, read: decodeNpy });
}

/** The arrays of an `.npz` archive, by name. @throws {RangeError} The same. */
export function readNpz(bytes: Uint8Array, limit: number): Map<string, ReturnType<typeof readNpy>> {
  return readArrays(bytes, { limit, read: readNpy });
}

function readArrays<T>(
  bytes: Uint8Array,
  { limit, read }: { readonly limit: number; readonly read: (content: Uint8Array) => T },
): Map<string, T> {
  const arrays = new Map<string, T>();
  for (const [file, content] of readZip(bytes, limit)) {
    const name = file.endsWith(extension) ? file.slice(0, -extension.length) : file;
    try {
      arrays.set(name, read(content));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`"${name}" cannot be read: ${error.message}`);
    }
  }
  return arrays;
}
