// Marks that join the letter before them take no column of their own.
const zeroWidth = /^[\p{M}\p{Cf}]$/u;
const wide =
  /^(?:[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})$/u;
const ascii = /^[\0-\x7f]*$/;

// Takes ten milliseconds to make, and few texts need it.
let segmenter: Intl.Segmenter | undefined;

/** The columns that one code point takes in a terminal: 2 for East Asian letters, 0 for marks. */
export function letterWidth(letter: string): number {
  if (ascii.test(letter)) return 1;
  if (zeroWidth.test(letter)) return 0;
  return wide.test(letter) ? 2 : 1;
}

/** The columns that a text takes: what is drawn as one sign counts once, as its widest letter. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += Math.max(...[...segment].map(letterWidth));
  }
  return width;
}
