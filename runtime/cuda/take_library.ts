import type { ReadingStand } from "../files/access.ts";
import { writeAll } from "../files/synced.ts";
import { unzipped } from "../formats/zip_stream.ts";
import { unusableLibrary } from "./cuda_problem.ts";
import { libraryBytes, type LibraryPlace } from "./library_places.ts";

/** Who is told of the bytes of a library as it is copied. */
export interface CopyListener {
  onPiece?(piece: Uint8Array): void;
  onRead?(stand: ReadingStand): void;
}

/**
 * Copies a library to where there is none yet, from its file or out of its wheel, and brings it down to the disk.
 * @throws {CudaProblem} If it cannot be read.
 */
export async function takeLibrary(
  place: LibraryPlace,
  target: string,
  { onPiece, onRead }: CopyListener = {},
): Promise<void> {
  const source = libraryBytes(place.path);
  const size = place.entry?.size ?? source.size;
  using file = await Deno.open(target, { write: true, createNew: true });
  let read = 0;
  try {
    for await (const piece of place.entry ? unzipped(source, place.entry) : source.chunks()) {
      await writeAll(file, piece);
      onPiece?.(piece);
      read += piece.length;
      onRead?.({ path: place.name, read, size });
    }
  } catch (error) {
    if (error instanceof RangeError) throw unusableLibrary(place.path, error.message);
    throw error;
  }
  await file.sync();
}
