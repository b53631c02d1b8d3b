import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { NumberColumn, TableColumn } from "../data/column.ts";
import type { Frame } from "../data/frame.ts";
import type { LookedAt } from "./looked_at.ts";
import { repeatedRows } from "./profile_diagnostics.ts";

/** Fewer rows than this say little. */
const fewRows = 50;
/** A larger share of copies is no chance where a column has many values. */
const oddShare = 0.3;
/** So many rows a value, and one has few of them. */
const rowsPerValue = 10;

/** Whether a large part of a table is in it twice: a split then puts copies on both sides. */
export function repeatedFindings({ frame }: Pick<LookedAt, "frame">): Diagnostic[] {
  const { name: place, rows } = frame;
  const columns = tableColumns(frame);
  if (rows < fewRows || columns.length < frame.columns.length) return [];
  if (!columns.some((column) => column.kind === "number" && hasManyValues(column))) return [];
  const repeated = rows - countDifferent(hashesOf(columns, rows));
  return repeated > oddShare * rows ? [repeatedRows({ repeated, rows, place })] : [];
}

function tableColumns({ columns }: Frame): readonly TableColumn[] {
  return columns.flatMap((column) => column.kind === "image" ? [] : [column]);
}

function hasManyValues({ values }: NumberColumn): boolean {
  const most = values.length / rowsPerValue;
  const seen = new Set<number>();
  for (let row = 0; row < values.length && seen.size <= most; row++) seen.add(values[row]);
  return seen.size > most;
}

/** A number for each row that is the same for the same cells: FNV-1a over them. */
function hashesOf(columns: readonly TableColumn[], rows: number): Uint32Array {
  const hashes = new Uint32Array(rows).fill(0x811c9dc5);
  for (const column of columns) {
    const words = column.kind === "number" ? bitsOf(column.values) : column.codes;
    const width = words.length / rows;
    for (let at = 0; at < words.length; at++) {
      const row = width === 1 ? at : at >> 1;
      hashes[row] = Math.imul(hashes[row] ^ words[at], 0x01000193) ^ hashes[row] >>> 15;
    }
  }
  return hashes;
}

/** One or two whole numbers a value. */
function bitsOf(values: NumberColumn["values"]): Uint8Array | Int32Array {
  if (values instanceof Uint8Array) return values;
  return new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4);
}

function countDifferent(hashes: Uint32Array): number {
  const sorted = hashes.toSorted();
  return sorted.reduce(
    (count, hash, at) => count + (at === 0 || hash !== sorted[at - 1] ? 1 : 0),
    0,
  );
}
