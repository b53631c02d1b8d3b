import { middleCut } from "../markup/middle_cut.ts";

/** Text of 12 px is not wider than this a character on average, in the widest of the fonts that stand in for ours. */
const usual = 7.2;

/** How wide characters of that font are; a group for each width. */
const widths = new Map(
  ([
    [4.9, " !'()[],-./:;|`fijlrtI"],
    [8.3, "ABCKRVXZ"],
    [9.4, "&DGHNOQU"],
    [10.4, "#+<=>^~−±→Mw"],
    [12, "%@mW…—\ufffd"],
  ] as const).flatMap(([width, characters]) => [...characters].map((each) => [each, width])),
);
const [plainWidth, foreignWidth, squareWidth] = [7.65, 8.6, 12.6];
/** Scripts whose characters are about as wide as they are high begin here. */
const firstSquare = 0x1100;
/** Set a text apart from the direction of what is around it, and have no width. */
const [isolate, endOfIsolate] = ["\u2068", "\u2069"];
const isolates = /[\u2068\u2069]/gu;
const fromRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** How wide a text may come out, in pixels. */
export function widthOf(text: string): number {
  const characters = [...text.replaceAll(isolates, "")];
  const own = characters.reduce((sum, each) => sum + widthOfCharacter(each), 0);
  return Math.max(own, usual * characters.length);
}

/** The same of a text that is bold. */
export function strongWidthOf(text: string): number {
  return widthOf(text) * 1.12;
}

function widthOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const isSquare = code >= firstSquare && !/\p{P}/u.test(character);
  return widths.get(character) ??
    (code < 0x7f ? plainWidth : isSquare ? squareWidth : foreignWidth);
}

/** What is over this is too wide even for a text of wide letters. */
const tolerance = 1.25;

/**
 * A name cut in the middle, so that it takes no more room than so many characters. From right to left it leaves the
 * text around it alone.
 */
export function cut(text: string, characters = 15): string {
  let most = characters;
  while (most > 3 && widthOf(middleCut(text, most)) > characters * usual * tolerance) most--;
  const shown = middleCut(text, most);
  return fromRightToLeft.test(shown) ? `${isolate}${shown}${endOfIsolate}` : shown;
}
