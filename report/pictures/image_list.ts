import { type Pixels, pngUrl } from "../marks/png.ts";
import { type Content, listed, type Markup, markup } from "../markup/markup.ts";

/** A small picture of pixels with what is said below it. */
export interface ListedImage {
  readonly pixels: Pixels;
  /** For those who do not see it. */
  readonly description: string;
  /** Whether it gets a frame. */
  readonly isWrong?: boolean;
  /** Lines below it. */
  readonly lines: readonly Content[];
}

const wrongClass = markup`class="wrong"`;

/** Small pictures, six abreast where there is room. */
export function imageList(images: readonly ListedImage[]): Markup {
  return markup`<ul class="images">
${
    listed(
      images.map(({ pixels, description, isWrong, lines }) =>
        markup`<li${isWrong && [" ", wrongClass]}><img src="${
          pngUrl(pixels)
        }" width="${pixels.width}" height="${pixels.height}" alt="${description}">${
          listed(lines.map((line) => markup`<span>${line}</span>`), "")
        }</li>`
      ),
      "\n",
    )
  }
</ul>`;
}

/** An image as pixels: its first channel alone where it has two, or more than colour and opacity. */
export function imagePixels(
  { shape: [height, width, channels], bytes }: {
    readonly shape: readonly [height: number, width: number, channels: number];
    readonly bytes: Uint8Array;
  },
): Pixels {
  if ([1, 3, 4].includes(channels)) return { width, height, channels, bytes };
  const first = bytes.filter((_, at) => at % channels === 0);
  return { width, height, channels: 1, bytes: first };
}
