/** What the first bytes of a picture say of it. */
export interface ImageHeader {
  readonly height: number;
  readonly width: number;
  /** Of a channel. */
  readonly bits: number;
}

/**
 * The size of a PNG or JPEG picture, which is known before any of it is decoded.
 * @throws {RangeError} If the bytes are neither, with the reason in plain words.
 * @see PNG, "IHDR Image header"; JPEG (ITU-T T.81), B.2.2 "Frame header syntax".
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    if (view.getUint32(0) === 0x89504e47) {
      return { width: view.getUint32(16), height: view.getUint32(20), bits: view.getUint8(24) };
    }
    if (view.getUint16(0) === 0xffd8) return jpegHeader(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError("it is cut off");
  }
  throw new RangeError("it is neither PNG nor JPEG");
}

function jpegHeader(view: DataView): ImageHeader {
  for (let at = 2;; at += 2 + view.getUint16(at + 2)) {
    // Padding may stand before a marker.
    while (view.getUint8(at + 1) === 0xff) at += 1;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (!isFrame) continue;
    return {
      bits: view.getUint8(at + 4),
      height: view.getUint16(at + 5),
      width: view.getUint16(at + 7),
    };
  }
}
