import type { Value } from "../ir/value.ts";
import { cast } from "../ops/cast.ts";
import { permute } from "../ops/permute.ts";
import { reshape } from "../ops/reshape.ts";
import type { ImageSchema } from "../schema/schema.ts";

/** A pixel of a channel of an image: a feature. */
export interface Pixel {
  /** As the feature is called: `image_3_7`, or `image_red_3_7` where there are colours. */
  readonly name: string;
  /** From 0. */
  readonly channel: number;
  /** In the bytes of an image. */
  readonly place: number;
}

/** The pixels of an image in the order of features: channel by channel, row by row, as `ToTensor` of torchvision. */
export function pixelsOf({ name, shape: [height, width, channels] }: ImageSchema): Pixel[] {
  const count = height * width;
  return Array.from({ length: channels * count }, (_, at) => {
    const channel = Math.floor(at / count);
    const [row, column] = [Math.floor(at % count / width), at % width];
    const place = (row * width + column) * channels + channel;
    const of = channels === 1 ? "" : `${channelName(channel, channels)}_`;
    return { name: `${name}_${of}${row}_${column}`, channel, place };
  });
}

function channelName(channel: number, channels: number): string {
  const names = channels === 3 || channels === 4 ? ["red", "green", "blue", "alpha"] : [];
  return names[channel] ?? String(channel);
}

/** Images as their pixels in that order. @param images uint8 [N, H, W, C]. @returns float32 [N, C * H * W]. */
export function pixelValues(images: Value): Value {
  const [rows, height, width, channels] = images.type.shape;
  const sizes = [height, width, channels].map(Number);
  const isGrey = channels === 1;
  const ordered = isGrey ? images : permute(images, [-1, -3, -2]);
  return cast(reshape(ordered, [rows, sizes.reduce((a, b) => a * b, 1)]), "float32");
}
