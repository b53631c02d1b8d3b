/** All pieces as one; each may be overwritten by the next. */
export function joinBytes(pieces: Iterable<Uint8Array>): Uint8Array {
  const parts = Array.from(pieces, (piece) => piece.slice());
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
