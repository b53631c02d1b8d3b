import type { Value } from "../ir/value.ts";
import { cast } from "../ops/cast.ts";
import { permute } from "../ops/permute.ts";
import { reshape } from "../ops/reshape.ts";
import type { ImageSchema } from "../schema/schema.ts";
import { resized } from "./resize.ts";

/** A pixel of a channel of an image: a feature. */
export interface Pixel {
  /** As the feature is called: `image_3_7`, or `image_red_3_7` where there are colours. */
  readonly name: string;
  /** From 0; likewise the others. */
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/** The pixels of an image in the order of features: channel by channel, row by row, as `ToTensor` of torchvision. */
export function pixelsOf(schema: ImageSchema): Pixel[] {
  const { name, shape: [, , channels] } = schema;
  const [height, width] = sizeOfImage(schema);
  const count = height * width;
  return Array.from({ length: channels * count }, (_, at) => {
    const channel = Math.floor(at / count);
    const [row, column] = [Math.floor(at % count / width), at % width];
    const of = channels === 1 ? "" : `${channelName(channel, channels)}_`;
    return { name: `${name}_${of}${row}_${column}`, channel, row, column };
  });
}

/** The size in which a network takes images. */
export function sizeOfImage({ size, shape: [height, width] }: ImageSchema) {
  return size ?? [height, width] as const;
}

function channelName(channel: number, channels: number): string {
  const names = channels === 3 || channels === 4 ? ["red", "green", "blue", "alpha"] : [];
  return names[channel] ?? String(channel);
}

/** Images as their pixels in that order. @param images uint8 [N, H, W, C]. @returns float32 [N, C * h * w]. */
export function pixelValues(images: Value, schema: ImageSchema): Value {
  const [rows, height, width, channels] = images.type.shape;
  const turned = channels === 1
    ? reshape(images, [rows, 1, height, width])
    : permute(images, [-1, -3, -2]);
  const [newHeight, newWidth] = sizeOfImage(schema);
  const size = resized(cast(turned, "float32"), [newHeight, newWidth]);
  return reshape(size, [rows, Number(channels) * newHeight * newWidth]);
}
