import { type Content, listed, type Markup, markup } from "../markup/markup.ts";

export { cut, strongWidthOf, widthOf } from "./text_width.ts";

/** Every picture is so wide, small ones of four abreast excepted. */
export const width = 352;
/** A small one. */
export const smallWidth = 168;

/** What a picture is, for those who see it and those who hear of it. */
export interface Picture {
  /** Tells it from the others of its page. */
  readonly id: string;
  readonly width?: number;
  readonly height: number;
  /** What it shows. */
  readonly title: string;
  /** What there is to be seen, in words. */
  readonly description: string;
  readonly marks: readonly Content[];
}

/** A picture as SVG. */
export function picture(
  { id, width: across = width, height, title, description, marks }: Picture,
): Markup {
  const size = markup`viewBox="0 0 ${across} ${height}" width="${across}" height="${height}"`;
  return markup`<svg ${size} role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${title}</title>
<desc id="${id}-text">${description}</desc>
${listed(marks, "\n")}
</svg>`;
}

/** A coordinate, to a tenth of a pixel. */
export function at(pixels: number): number {
  const rounded = Math.round(pixels * 10) / 10;
  return rounded === 0 ? 0 : rounded;
}

/** A straight line. */
export function line(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  classes: string,
): Markup {
  return markup`<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${
    at(y2)
  }" class="${classes}"/>`;
}

/** Where a text stands. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  /** Which end of the text is at `x`. */
  readonly anchor?: "start" | "middle" | "end";
  readonly classes?: string;
}

/** A text whose base line is at `y`. */
export function label(
  text: Content,
  { x, y, anchor = "start", classes }: TextPlace,
): Markup {
  const look = classes !== undefined && classes !== "" && markup` class="${classes}"`;
  const place = markup`x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"`;
  return markup`<text ${place}${look}>${text}</text>`;
}

/** A rectangle. */
export function rect(
  { x, y, width, height }: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  },
  classes: string,
): Markup {
  const size = [width, height].map((each) => at(Math.max(0, each)));
  const place = markup`x="${at(x)}" y="${at(y)}" width="${size[0]}" height="${size[1]}"`;
  return markup`<rect ${place} class="${classes}"/>`;
}

/** A circle. */
export function circle(
  [x, y]: readonly [number, number],
  radius: number,
  classes: string,
): Markup {
  return markup`<circle cx="${at(x)}" cy="${at(y)}" r="${radius}" class="${classes}"/>`;
}
