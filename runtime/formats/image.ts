import { readImageHeader } from "./image_header.ts";

/** A picture, uint8 [H, W, 3], row-major: red, green and blue. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly bytes: Uint8Array;
}

/** Far more than a network takes; a small file can claim to be any size. */
const maxPixels = 2 ** 26;

/**
 * Decodes a PNG or JPEG picture; how opaque it is does not matter.
 * @throws {RangeError} If it cannot be decoded, with the reason in plain words.
 */
export async function decodeImage(bytes: Uint8Array<ArrayBuffer>): Promise<Picture> {
  const { width, height, bits } = readImageHeader(bytes);
  if (width * height > maxPixels) throw new RangeError(`it is ${width} x ${height} pixels large`);
  if (bits > 8) throw new RangeError(`it has ${bits} bits a channel, and 8 can be read`);
  try {
    using bitmap = new Disposable(await createImageBitmap(new Blob([bytes])));
    return pixelsOfBitmap(await bitmapFile(bitmap.value));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new RangeError("it is damaged");
  }
}

class Disposable {
  constructor(readonly value: ImageBitmap) {}

  [Symbol.dispose]() {
    this.value.close();
  }
}

/** The bitmap as a BMP file, which holds its pixels as they are. */
async function bitmapFile(bitmap: ImageBitmap): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
  const file = await canvas.convertToBlob({ type: "image/bmp" });
  return new Uint8Array(await file.arrayBuffer());
}

/** @see Windows, BITMAPFILEHEADER and BITMAPINFOHEADER. */
function pixelsOfBitmap(file: Uint8Array): Picture {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const start = view.getUint32(10, true);
  const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)];
  const step = view.getUint16(28, true) / 8;
  // A row ends at a multiple of four bytes.
  const stride = Math.ceil(width * step / 4) * 4;
  const bytes = new Uint8Array(height * width * 3);
  let to = 0;
  for (let row = 0; row < height; row++) {
    // The last row stands first, and blue before green and red; a grey has one byte.
    let from = start + (height - 1 - row) * stride;
    for (let column = 0; column < width; column++, from += step) {
      bytes[to++] = file[step === 1 ? from : from + 2];
      bytes[to++] = file[step === 1 ? from : from + 1];
      bytes[to++] = file[from];
    }
  }
  return { height, width, bytes };
}
