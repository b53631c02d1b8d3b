import type { ByteSource } from "./byte_source.ts";

/** All bytes of a source at once, not to be written to. */
export function joinBytes(source: ByteSource): Uint8Array {
  return source.whole ?? concatenated(Array.from(source.chunks(), (piece) => piece.slice()));
}

/** The bytes of some pieces, one behind the other. */
export function concatenated(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
