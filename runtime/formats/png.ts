/** A picture as a PNG file. @param rgb [height, width, 3], row-major. */
export async function encodePng(
  { height, width, bytes: rgb }: {
    readonly height: number;
    readonly width: number;
    readonly bytes: Uint8Array;
  },
): Promise<Uint8Array> {
  const image = new ImageData(width, height);
  for (let at = 0; at < width * height; at++) {
    image.data.set(rgb.subarray(3 * at, 3 * at + 3), 4 * at);
    image.data[4 * at + 3] = 255;
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(await createImageBitmap(image));
  const file = await canvas.convertToBlob({ type: "image/png" });
  return new Uint8Array(await file.arrayBuffer());
}
