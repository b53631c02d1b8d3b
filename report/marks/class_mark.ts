import { type Content, listed, type Markup, markup } from "../markup/markup.ts";

/** The shapes of classes, each of about the same area, around 0, 0: large, then small. */
const outlines: readonly (readonly [large: string, small: string])[] = [
  ["M4 0A4 4 0 1 1-4 0A4 4 0 1 1 4 0Z", "M3.2 0A3.2 3.2 0 1 1-3.2 0A3.2 3.2 0 1 1 3.2 0Z"],
  ["M0-5L4.8 3.6L-4.8 3.6Z", "M0-4L3.8 2.9L-3.8 2.9Z"],
  ["M-3.6-3.6H3.6V3.6H-3.6Z", "M-2.9-2.9H2.9V2.9H-2.9Z"],
  ["M0-5L4.4 0L0 5L-4.4 0Z", "M0-4L3.5 0L0 4L-3.5 0Z"],
  ["M0 5L4.8-3.6L-4.8-3.6Z", "M0 4L3.8-2.9L-3.8-2.9Z"],
  [
    "M-1.5-4.6H1.5V-1.5H4.6V1.5H1.5V4.6H-1.5V1.5H-4.6V-1.5H-1.5Z",
    "M-1.2-3.7H1.2V-1.2H3.7V1.2H1.2V3.7H-1.2V1.2H-3.7V-1.2H-1.2Z",
  ],
  [
    "M-4.3-2.2L-2.2-4.3L0-2.1L2.2-4.3L4.3-2.2L2.1 0L4.3 2.2L2.2 4.3L0 2.1L-2.2 4.3L-4.3 2.2L-2.1 0Z",
    "M-3.5-1.8L-1.8-3.5L0-1.7L1.8-3.5L3.5-1.8L1.7 0L3.5 1.8L1.8 3.5L0 1.7L-1.8 3.5L-3.5 1.8L-1.7 0Z",
  ],
  ["M-4.8-2.2H4.8V2.2H-4.8Z", "M-3.9-1.8H3.9V1.8H-3.9Z"],
];

/** More classes than this are told by neither colour nor shape. */
export const mostMarked = outlines.length;

/** So many colours are told apart, also by those who see few; further classes take them again with other shapes. */
const colours = 3;

/** Defines the shapes, once a page. */
export const shapes: Markup =
  markup`<svg width="0" height="0" aria-hidden="true" class="hidden"><defs>
${listed(outlines.flatMap(shapesOf), "\n")}
</defs></svg>`;

function shapesOf([large, small]: typeof outlines[number], at: number): readonly Markup[] {
  return [
    markup`<path id="large-${at}" d="${large}"/>`,
    markup`<path id="small-${at}" d="${small}"/>`,
  ];
}

/** The colour of a class. */
export function classColour(at: number): string {
  return `class-${at % colours}`;
}

/** The mark of a class at a place. @param at Which class. @param classes Further ones: `faint`, `wrong`. */
export function classMark(
  at: number,
  { x, y, size = "large", classes = "" }: {
    readonly x: Content;
    readonly y: Content;
    readonly size?: "large" | "small";
    readonly classes?: string;
  },
): Markup {
  const names = `point ${classColour(at)}${classes && ` ${classes}`}`;
  return markup`<use href="#${size}-${at % outlines.length}" x="${x}" y="${y}" class="${names}"/>`;
}
