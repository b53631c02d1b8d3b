import { constant } from "../ir/constant.ts";
import { tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { matmul } from "../ops/matmul.ts";

/** What an output pixel is made of: neighbours in the input, and how much each of them counts. */
export interface PixelWeights {
  /** The first of them. */
  readonly start: number;
  /** Of sum 1. */
  readonly weights: readonly number[];
}

/**
 * Along one axis, what each of `to` pixels is made of where there are `from`: bilinear interpolation, over all
 * pixels that a smaller picture has to put together.
 * @see Pillow's `resize` with BILINEAR, as torchvision's with `antialias=True`.
 */
export function resizeWeights(from: number, to: number): readonly PixelWeights[] {
  const scale = from / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, at) => {
    const center = (at + 0.5) * scale;
    const start = Math.max(0, Math.floor(center - reach + 0.5));
    const end = Math.min(from, Math.floor(center + reach + 0.5));
    const raw = Array.from(
      { length: end - start },
      (_, place) => 1 - Math.abs(start + place + 0.5 - center) / reach,
    ).filter((weight) => weight > 0);
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { start, weights: raw.map((weight) => weight / sum) };
  });
}

/** Images in another size. @param images float32 [N, C, H, W]. @returns float32 [N, C, height, width]. */
export function resized(
  images: Value,
  [height, width]: readonly [height: number, width: number],
): Value {
  const [from, across] = images.type.shape.slice(-2).map(Number);
  const rows = from === height ? images : matmul(matrixOf(from, height), images);
  return across === width ? rows : matmul(rows, matrixOf(across, width), { transposeB: true });
}

/** [to, from] */
function matrixOf(from: number, to: number): Value {
  const matrix = new Float64Array(to * from);
  for (const [row, { start, weights }] of resizeWeights(from, to).entries()) {
    matrix.set(weights, row * from + start);
  }
  return constant(tensor([to, from], matrix));
}

/**
 * One picture in another size, by the same weights, rounded to bytes.
 * @param bytes [H, W, C], row-major. @returns [height, width, C], likewise.
 */
export function resizedBytes(
  bytes: Uint8Array,
  { from: [height, width], to, channels }: {
    readonly from: readonly [height: number, width: number];
    readonly to: readonly [height: number, width: number];
    readonly channels: number;
  },
): Uint8Array {
  const [down, across] = [resizeWeights(height, to[0]), resizeWeights(width, to[1])];
  const lines = new Float64Array(to[0] * width * channels);
  const stride = width * channels;
  for (const [row, { start, weights }] of down.entries()) {
    for (const [at, weight] of weights.entries()) {
      const first = (start + at) * stride;
      for (let place = 0; place < stride; place++) {
        lines[row * stride + place] += weight * bytes[first + place];
      }
    }
  }
  const result = new Uint8Array(to[0] * to[1] * channels);
  let next = 0;
  for (let row = 0; row < to[0]; row++) {
    for (const { start, weights } of across) {
      for (let channel = 0; channel < channels; channel++) {
        const first = row * stride + start * channels + channel;
        const value = weights.reduce(
          (sum, weight, at) => sum + weight * lines[first + at * channels],
          0,
        );
        result[next++] = Math.round(value);
      }
    }
  }
  return result;
}
