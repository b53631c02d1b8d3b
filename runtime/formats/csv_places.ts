import type { ByteSource } from "../files/byte_source.ts";
import type { RowMarks } from "./csv_rows.ts";
import { type CsvDialect, CsvTokens } from "./csv_tokens.ts";

/** A row of a CSV text, found again. */
export interface FoundRow {
  /** Where it starts, from 1. */
  readonly line: number;
  readonly texts: readonly string[];
}

/** What it takes to find a row again. */
export interface RowSearch {
  readonly dialect: CsvDialect;
  readonly marks: RowMarks;
  /** How many cells a row has, where those with more or fewer were left out. */
  readonly cells?: number;
  /** Called where the text is no more what it was. */
  readonly fail: () => never;
}

/**
 * Finds a row of a CSV text again, for a message: from the nearest mark before it.
 * @param row From 0, without the header.
 */
export function findRow(
  bytes: ByteSource,
  row: number,
  { dialect, marks, cells, fail }: RowSearch,
): FoundRow {
  const mark = Math.floor(row / marks.every);
  const offset = marks.offsets[mark];
  const tokens = new CsvTokens(dialect, { offset, line: marks.lines[mark], fail });
  let before = row - mark * marks.every;
  const readOn = (): FoundRow | undefined => {
    while (tokens.nextRecord() === "record") {
      const { line } = tokens;
      const texts = tokens.readRecord();
      if (!texts) return undefined;
      if (cells !== undefined && texts.length !== cells) continue;
      if (before-- === 0) return { line, texts };
    }
    return undefined;
  };
  for (const piece of bytes.chunks(offset)) {
    tokens.push(piece);
    const found = readOn();
    if (found) return found;
  }
  tokens.finish();
  return readOn() ?? fail();
}
