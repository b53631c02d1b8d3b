import { classRows } from "./class_rows.ts";
import { numberRows } from "./number_rows.ts";
import type { Records } from "./records.ts";

/** An image of the data, and what was answered to it. */
export interface ImageRow {
  /** Which row of the data it is, from 0. */
  readonly row: number;
  readonly shape: readonly [height: number, width: number, channels: number];
  /** uint8 [height, width, channels], row-major. */
  readonly bytes: Uint8Array;
  /** What it is and what it was taken for, in words; nothing where it is not known. */
  readonly truth?: string;
  readonly said?: string;
  readonly isWrong: boolean;
  /** The number that its own class and the one answered got; nothing for numbers. */
  readonly ofTruth?: number;
  readonly sure?: number;
  /** How far off the answer is, the larger the worse. */
  readonly error: number;
}

/** So many at equal distances are recorded first. */
const mostEven = 24;

/** The recorded images: first those at equal distances, then those with the largest errors. */
export function imageRows(records: Records): {
  readonly even: readonly ImageRow[];
  /** The worst first; those alone that are answered wrong, or with numbers all. */
  readonly worst: readonly ImageRow[];
} {
  const { images } = records;
  if (!images) return { even: [], worst: [] };
  const { shape, rows } = images;
  const size = shape[0] * shape[1] * shape[2];
  const bytes = Uint8Array.from(atob(images.bytes), (letter) => letter.charCodeAt(0));
  const answers = answersOf(records, images.part);
  const all = rows.map((row, at): ImageRow => ({
    ...{ row, shape, bytes: bytes.subarray(at * size, (at + 1) * size) },
    ...answers.get(row) ?? { isWrong: false, error: 0 },
  }));
  const wrong = all.filter(({ isWrong, error }) => isWrong && Number.isFinite(error));
  return {
    even: all.slice(0, mostEven),
    worst: wrong.toSorted((one, other) => other.error - one.error),
  };
}

type Answered = Omit<ImageRow, "row" | "shape" | "bytes">;

function answersOf(
  { answers: { kind, names }, parts }: Records,
  name: keyof Records["parts"],
): ReadonlyMap<number, Answered> {
  const part = parts[name];
  if (!part || kind === "labels") return new Map();
  if (kind === "classes") {
    return new Map(
      classRows(part, names.length).map(({ at, truth, said, sure, ofTruth }) => [
        part.recorded[at],
        {
          ...{ truth: names[truth], said: names[said], sure, ofTruth },
          ...{ isWrong: truth !== said, error: -ofTruth },
        },
      ]),
    );
  }
  return new Map(
    numberRows(part, { target: 0, targets: names.length }).map(({ at, truth, said }) => [
      part.recorded[at],
      {
        ...{ truth: String(truth), said: String(Number(said.toPrecision(3))) },
        ...{ isWrong: truth !== said, error: Math.abs(truth - said) },
      },
    ]),
  );
}
