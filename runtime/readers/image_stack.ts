import { resizedBytes } from "../../compiler/preprocessing/resize.ts";
import type { ImageColumn } from "../data/column.ts";
import type { Picture } from "../formats/image.ts";
import type { OddImage } from "./image_file_diagnostics.ts";

/** Pictures one after the other, all of the size of the first, or brought to one size. */
export class ImageStack {
  /** Those of another size, with that. */
  readonly odd: OddImage[] = [];
  #bytes = new Uint8Array();
  #shape: readonly [height: number, width: number] | undefined;
  #count = 0;
  #isGrey = true;

  /** @param capacity How many there will be at most. @param size What all are brought to. */
  constructor(
    readonly capacity: number,
    readonly size?: readonly [height: number, width: number],
  ) {}

  /** The size of the first, for people. */
  get sizes(): string {
    return this.#shape?.join(" x ") ?? "";
  }

  /** Adds a picture, or notes it where it has another size. */
  add(name: string, picture: Picture): void {
    const { height, width, bytes } = this.size ? inSize(picture, this.size) : picture;
    this.#shape ??= [height, width];
    if (this.#shape[0] !== height || this.#shape[1] !== width) {
      this.odd.push({ name, reason: `${height} x ${width}` });
      return;
    }
    if (this.#count === 0) this.#bytes = new Uint8Array(this.capacity * bytes.length);
    this.#bytes.set(bytes, this.#count++ * bytes.length);
    this.#isGrey &&= isGrey(bytes);
  }

  /** All of them as a column: of one channel where it is grey that is asked for, or all that there is. */
  build(name: string, mode: "auto" | "grey" | "rgb"): ImageColumn {
    const [height, width] = this.#shape ?? [0, 0];
    const isGrey = mode === "grey" || mode === "auto" && this.#isGrey;
    const bytes = this.#bytes.subarray(0, 3 * this.#count * height * width);
    return {
      kind: "image",
      name,
      bytes: isGrey ? luma(bytes) : bytes,
      shape: [height, width, isGrey ? 1 : 3],
    };
  }
}

function inSize({ height, width, bytes }: Picture, to: readonly [number, number]): Picture {
  const isSame = height === to[0] && width === to[1];
  const own = isSame ? bytes : resizedBytes(bytes, { from: [height, width], to, channels: 3 });
  return { height: to[0], width: to[1], bytes: own };
}

function isGrey(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 3) {
    if (bytes[at] !== bytes[at + 1] || bytes[at] !== bytes[at + 2]) return false;
  }
  return true;
}

/** How bright each pixel is, by ITU-R 601-2, as Pillow's `convert("L")`. */
function luma(bytes: Uint8Array): Uint8Array {
  const grey = new Uint8Array(bytes.length / 3);
  for (let at = 0; at < grey.length; at++) {
    const [red, green, blue] = [bytes[3 * at], bytes[3 * at + 1], bytes[3 * at + 2]];
    grey[at] = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
  }
  return grey;
}
