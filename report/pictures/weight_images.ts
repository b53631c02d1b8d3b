import type { Pixels } from "../marks/png.ts";

/** The weights of some units over an image. */
export interface ImageWeights {
  readonly shape: readonly [height: number, width: number, channels: number];
  /** [units, channels, height, width], row-major. */
  readonly data: ArrayLike<number>;
}

/** As the tokens of raising and lowering have them, between those of light and of dark. */
const [raises, lowers] = [[0x2b, 0x7c, 0xbd], [0xcb, 0x55, 0x24]];

/**
 * The weights of each unit as pixels: blue where light raises it, red where it lowers it, the stronger the more; of
 * colours their sum. All units have one scale.
 */
export function weightPixels(
  { shape: [height, width, channels], data }: ImageWeights,
  units: number,
): readonly Pixels[] {
  const size = height * width;
  const sums = Array.from(
    { length: units },
    (_, unit) =>
      Array.from({ length: size }, (_, pixel) => {
        let sum = 0;
        for (let channel = 0; channel < channels; channel++) {
          sum += data[(unit * channels + channel) * size + pixel];
        }
        return sum;
      }),
  );
  const largest = sums.reduce(
    (most, each) => each.reduce((most, sum) => Math.max(most, Math.abs(sum) || 0), most),
    0,
  );
  return sums.map((each) => ({
    ...{ width, height, channels: 4 },
    bytes: Uint8Array.from(each.flatMap((sum) => [
      ...sum > 0 ? raises : lowers,
      largest > 0 && Number.isFinite(sum) ? Math.round(255 * Math.abs(sum) / largest) : 0,
    ])),
  }));
}
