import { crc32 } from "node:zlib";
import type { ByteSource } from "../files/byte_source.ts";
import { concatenated } from "../files/join_bytes.ts";
import {
  contentOffset,
  directoryIn,
  longestZipEnd,
  zipEntries,
  type ZipEntry,
  ZipError,
  zipSizes,
} from "./zip_directory.ts";

/**
 * The files in a zip archive that is too large to be held, in its order; nothing is unpacked.
 * @throws {RangeError} If it is no such archive, with the reason in plain words.
 */
export function listZip(source: ByteSource): readonly ZipEntry[] {
  return told(() => {
    const { count, at } = directoryIn(viewOf(source, Math.max(0, source.size - longestZipEnd)));
    if (at >= source.size) throw new ZipError("it is damaged");
    return [...zipEntries(viewOf(source, at), count)];
  });
}

/**
 * The content of a file in a zip archive, piece by piece; each is the reader's own.
 * @throws {RangeError} If the archive is damaged, at the latest behind the last piece.
 */
export async function* unzipped(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const start = told(() =>
    contentOffset(viewOf(source, entry.offset, entry.offset + zipSizes.local), entry)
  );
  const packed = ReadableStream.from(piecesOf(source, { start, end: start + entry.packed }));
  const pieces = entry.method === 0
    ? packed
    : packed.pipeThrough(new DecompressionStream("deflate-raw"));
  let [size, sum] = [0, 0];
  try {
    for await (const piece of pieces) {
      size += piece.length;
      sum = crc32(piece, sum);
      // The size that was promised bounds what is unpacked.
      if (size > entry.size) break;
      yield piece;
    }
  } catch (error) {
    // Broken deflate data.
    if (error instanceof TypeError) throw new RangeError("it is damaged");
    throw error;
  }
  if (size !== entry.size || sum !== entry.sum) throw new RangeError("it is damaged");
}

/** The bytes between two places. A piece of the source does not last, so each is copied. */
function* piecesOf(
  source: ByteSource,
  { start, end }: { readonly start: number; readonly end: number },
): Generator<Uint8Array<ArrayBuffer>> {
  let left = end - start;
  for (const piece of source.chunks(start)) {
    yield piece.slice(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

function viewOf(source: ByteSource, start: number, end: number = source.size): DataView {
  return new DataView(concatenated([...piecesOf(source, { start, end })]).buffer);
}

function told<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    // An offset that leads outside is a RangeError of its own.
    throw new RangeError(error instanceof ZipError ? error.message : "it is damaged");
  }
}
