import { cut, label, picture, rect, smallWidth, widthOf } from "../marks/picture.ts";
import type { Markup } from "../markup/markup.ts";
import { count } from "../words/numbers.ts";

/** How often each word of a column occurs. */
export interface WordBars {
  readonly id: string;
  readonly title: string;
  readonly width?: number;
  /** In the order in which they are shown. */
  readonly words: readonly { readonly word: string; readonly count: number }[];
  /** Whether it is of the target. */
  readonly isMain?: boolean;
}

/** More words than this are a list, not a picture. */
const mostWords = 6;
const rowHeight = 20;

/** A bar a word, each with its count; of many words the most common. */
export function wordBars({ id, title, width = smallWidth, words, isMain }: WordBars): Markup {
  const isLong = words.length > mostWords;
  const shown = isLong
    ? words.toSorted((one, other) => other.count - one.count).slice(0, mostWords - 1)
    : words;
  const rest = words.length - shown.length;
  const names = shown.map(({ word }) => cut(word, width > smallWidth ? 15 : 9));
  const numbers = shown.map((each) => count(each.count));
  const left = Math.max(...names.map(widthOf)) + 12;
  const right = width - Math.max(...numbers.map(widthOf)) - 8;
  const most = Math.max(1, ...shown.map(({ count }) => count));
  return picture({
    ...{ id, width, height: rowHeight * (shown.length + (isLong ? 1 : 0)) + 4, title },
    description: shown.map(({ word }, at) => `${word} ${numbers[at]}`).join("; ") +
      (isLong ? `; and ${count(rest)} more` : ""),
    marks: [
      ...shown.flatMap((each, at) => {
        const [y, long] = [rowHeight * at, (right - left) * each.count / most];
        return [
          label(names[at], { x: 0, y: y + 14 }),
          rect({ x: left, y: y + 3, width: long, height: 14 }, isMain ? "dot main" : "bar"),
          label(numbers[at], { x: left + long + 6, y: y + 14, classes: "soft" }),
        ];
      }),
      isLong &&
      label(`and ${count(rest)} more words`, {
        x: 0,
        y: rowHeight * shown.length + 14,
        classes: "soft",
      }),
    ],
  });
}
