import { parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { TableColumn } from "../data/column.ts";
import { type CellValue, ValueColumn } from "../data/value_column.ts";
import { maxUnpackedBytes } from "../files/limits.ts";

/** The rows of a Parquet file. */
export interface ParquetTable {
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** Columns of lists, maps or bytes, which are none of those. */
  readonly nested: readonly string[];
}

/** Dates and times as texts, which say what they are. */
const parsers = {
  timestampFromMilliseconds: (time: bigint) => isoTime(Number(time)),
  timestampFromMicroseconds: (time: bigint) => isoTime(Number(time / 1000n)),
  timestampFromNanoseconds: (time: bigint) => isoTime(Number(time / 1_000_000n)),
  dateFromDays: (days: number) => isoTime(days * 86_400_000).slice(0, 10),
};

/**
 * Reads a table in Parquet's format.
 * @throws {RangeError} If the bytes are none, with the reason in plain words.
 * @see https://parquet.apache.org/docs/file-format
 */
export async function readParquet(bytes: Uint8Array): Promise<ParquetTable> {
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end?: number) => bytes.slice(start, end).buffer,
  };
  try {
    const metadata = await parquetMetadataAsync(file);
    const size = metadata.row_groups.reduce((sum, group) => sum + group.total_byte_size, 0n);
    if (size > maxUnpackedBytes) throw new RangeError("it is too large when unpacked");
    const names = parquetSchema(metadata).children.map(({ element: { name } }) => name);
    const columns = new Map(names.map((name) => [name, new ValueColumn(name)]));
    const nested = new Set<string>();
    await parquetRead({
      ...{ file, metadata, compressors, parsers },
      onChunk({ columnName, columnData, rowStart }) {
        const column = columns.get(columnName);
        for (let at = 0; column && at < columnData.length; at++) {
          const value = plain(columnData[at]);
          if (value === structured) nested.add(columnName);
          else column.set(rowStart + at, value);
        }
      },
    });
    const rows = Number(metadata.num_rows);
    const plainColumns = [...columns.values()].filter(({ name }) => !nested.has(name));
    return { columns: plainColumns.map((each) => each.build(rows)), rows, nested: [...nested] };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new RangeError(error instanceof Error ? error.message : "it is damaged");
  }
}

/** What stands for a value that is no number and no text. */
const structured = Symbol("structured");

function plain(value: unknown): CellValue | typeof structured {
  if (typeof value === "bigint") return Number(value);
  return typeof value === "object" && value !== null ? structured : value as CellValue;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
