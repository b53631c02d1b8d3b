/** A whole number from 0 on in LEB128, seven bits a byte, the lowest first. */
export function unsignedLeb(value: number): readonly number[] {
  const bytes = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push(rest % 0x80 + 0x80);
  return [...bytes, rest];
}

/** The 32 bits of a whole number in signed LEB128. */
export function signedLeb(value: number): readonly number[] {
  const bytes = [];
  let rest = value | 0;
  // Bit 6 of the last byte is the sign.
  for (; rest < -0x40 || rest >= 0x40; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest & 0x7f];
}

/** The four bytes of a float32; NaN is the canonical one. */
export function float32Bytes(value: number): readonly number[] {
  return Number.isNaN(value) ? [0, 0, 0xc0, 0x7f] : bytesOf(4, (view) => {
    view.setFloat32(0, value, true);
  });
}

/** The eight bytes of a float64; NaN is the canonical one. */
export function float64Bytes(value: number): readonly number[] {
  return Number.isNaN(value) ? [0, 0, 0, 0, 0, 0, 0xf8, 0x7f] : bytesOf(8, (view) => {
    view.setFloat64(0, value, true);
  });
}

/** The four bytes of a 32-bit integer. */
export function int32Bytes(value: number): readonly number[] {
  return bytesOf(4, (view) => view.setInt32(0, value, true));
}

function bytesOf(length: number, fill: (view: DataView) => void): readonly number[] {
  const bytes = new Uint8Array(length);
  fill(new DataView(bytes.buffer));
  return [...bytes];
}

/** Pieces of a file, one after the other. */
export function bytesInOrder(
  pieces: readonly (Uint8Array | readonly number[])[],
): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
