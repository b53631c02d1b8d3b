import type { ByteSource } from "./byte_source.ts";

/** All bytes of a source at once, not to be written to. */
export function joinBytes(source: ByteSource): Uint8Array {
  if (source.whole) return source.whole;
  const parts = Array.from(source.chunks(), (piece) => piece.slice());
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
