import {
  type Column,
  isMissing,
  type NumberColumn,
  type TableColumn,
  valueAt,
} from "../data/column.ts";

/** What there is to say of the cells of a column that are not missing. */
export type ColumnSummary = NumberSummary | WordSummary | ImageSummary;

/** Numbers, or for dates seconds. */
export interface NumberSummary {
  /** Tells it from the others. */
  readonly kind: "numbers";
  /** How many different ones there are. */
  readonly distinct: number;
  /** The least; not a number where there is none, and so are the others. */
  readonly low: number;
  /** Their mean. */
  readonly mean: number;
  /** The largest. */
  readonly high: number;
  /** How many lie in each of ten equal parts from the least to the largest. */
  readonly bins: readonly number[];
}

/** Words. */
export interface WordSummary {
  /** Tells it from the others. */
  readonly kind: "words";
  /** How many different ones there are. */
  readonly distinct: number;
  /** Each, the most frequent first, with how often it stands. */
  readonly counts: readonly (readonly [word: string, count: number])[];
}

/** Images. */
export interface ImageSummary {
  /** Tells it from the others. */
  readonly kind: "images";
  /** Of all bytes. */
  readonly mean: number;
}

const binCount = 10;

/** A summary of a column. */
export function summaryOf(column: Column): ColumnSummary {
  if (column.kind === "image") return { kind: "images", mean: meanOfBytes(column.bytes) };
  return column.kind === "number" ? summaryOfNumbers(column) : summaryOfWords(column);
}

function summaryOfNumbers(column: NumberColumn): NumberSummary {
  const { values, range: { low, high } } = column;
  const seen = new Set<number>();
  const bins = Array<number>(binCount).fill(0);
  let [count, mean] = [0, 0];
  const width = (high - low) / binCount;
  for (let row = 0; row < values.length; row++) {
    if (isMissing(column, row)) continue;
    const value = valueAt(column, row);
    seen.add(value);
    count += 1;
    // Welford's update: a sum of large numbers would lose digits.
    mean += (value - mean) / count;
    bins[width > 0 ? Math.min(binCount - 1, Math.floor((value - low) / width)) : 0] += 1;
  }
  if (count === 0) return { kind: "numbers", distinct: 0, low: NaN, mean: NaN, high: NaN, bins };
  return { kind: "numbers", distinct: seen.size, low, mean, high, bins };
}

function summaryOfWords({ codes, words }: TableColumn & { kind: "category" }): WordSummary {
  const counts = words.map(() => 0);
  for (const code of codes) if (code >= 0) counts[code] += 1;
  const ranked = words.map((word, code) => [word, counts[code]] as const)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one);
  return { kind: "words", distinct: ranked.length, counts: ranked };
}

function meanOfBytes(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;
}
