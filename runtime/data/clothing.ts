/** How numbers and dates are written that are taken for words. */
export interface Clothing {
  /** As in "holds numbers with a decimal comma". */
  readonly what: string;
  /** What to write. */
  readonly help: string;
}

interface Pattern extends Clothing {
  readonly form: RegExp;
}

const patterns: readonly Pattern[] = [
  {
    form: /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/,
    what: "numbers with commas between thousands",
    help: 'Say so: thousands = ","',
  },
  {
    form: /^[-+]?\d{1,3}(?:\.\d{3})+,\d+$/,
    what: "numbers with a decimal comma and points between thousands",
    help: 'Say so: decimal = ",", thousands = "."',
  },
  {
    form: /^[-+]?\d*,\d+$/,
    what: "numbers with a decimal comma",
    help: 'Say so: decimal = ","',
  },
  {
    form: /^'[^']*'$/,
    what: "cells in single quotes",
    help: `Say so: quotechar = "'"`,
  },
  {
    form: /^[-+]?[\d.,]+\s?%$/,
    what: "percents",
    help: "Remove the % signs in the file: 21% becomes 21",
  },
  {
    form: /^[-+]?[$€£¥]\s?[\d.,]+$|^[\d.,]+\s?[$€£¥]$/,
    what: "amounts of money",
    help: "Remove the signs in the file: $1,500 becomes 1500",
  },
  {
    form: /^\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/,
    what: "dates",
    help: 'Say how they are written: column NAME: date(format = "%d.%m.%Y")',
  },
  {
    form: /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/,
    what: "dates",
    help: "Take them apart: column NAME: date(parts = [year, month, weekday])",
  },
  {
    form: /^\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?$/,
    what: "times of day",
    help: 'Say how they are written: column NAME: date(format = "%H:%M", parts = [hour, minute])',
  },
  {
    form: /^[<>≤≥]\s?[-+]?[\d.,]+$/,
    what: "bounds of numbers",
    help: "Write numbers in the file: <0.5 becomes 0.5, or nothing",
  },
];

/** How most of some words are written that are no plain words; nothing where they are. */
export function clothingOf(words: readonly string[]): Clothing | undefined {
  const wearing = words.map((word) => patterns.find(({ form }) => form.test(word)));
  const worn = patterns.find((each) =>
    2 * wearing.filter((other) => other === each).length > words.length
  );
  return worn;
}
