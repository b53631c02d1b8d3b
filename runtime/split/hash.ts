import { column } from "../../dsl/language/signature.ts";
import { type TableColumn, valueAt } from "../data/column.ts";
import { partProblems, shareArguments, sharesOfAllRows } from "./held_out.ts";
import { fractionOf } from "./exact_share.ts";
import type { Share } from "../../dsl/language/signature.ts";
import { defineSplitter, type Splitter } from "./splitter.ts";

/**
 * Rows held out by what stands in a column, `split hash(id, test = 20%)`: a row is in the same part whatever
 * other rows there are, so that a table can grow. The part follows from the 32 bits of FNV-1a of the text in
 * UTF-8 and NFC, mixed by the end of MurmurHash3; a number is its shortest text. Shares hold on average.
 */
export const hashSplit: Splitter = defineSplitter({
  name: "hash",
  doc: "Holds out rows by a hash of a column: a row stays in its part when others are added.",
  arguments: {
    column: column({ doc: "the column that tells rows apart, such as an id" }),
    ...shareArguments,
  },
  conflict(args) {
    const counted = (["valid", "test"] as const).find((name) => {
      const share = args[name];
      return share !== undefined && "rows" in share;
    });
    if (counted === undefined) return sharesOfAllRows(args);
    return {
      argument: counted,
      message: "a hash cannot hold out a number of rows: shares hold on average",
      help: `Write a percent: ${counted} = 20%`,
    };
  },
  columnsOf: ({ column }) => [column],
  split({ column, valid, test }, { rows, report, ...divided }) {
    const hashes = hashesOf(divided.column(column), rows);
    const judged = shareOfAll(test);
    const watched = judged + shareOfAll(valid);
    const all = Int32Array.from({ length: rows }, (_, row) => row);
    const parts = {
      test: all.filter((row) => hashes[row] < judged),
      valid: all.filter((row) => hashes[row] >= judged && hashes[row] < watched),
      train: all.filter((row) => hashes[row] >= watched),
    };
    const sizes = { valid: parts.valid.length, test: parts.test.length };
    report.add(...partProblems({ valid, test }, { ...sizes, rows }));
    report.stopOnErrors();
    return parts;
  },
});

/** Hashes below this are in a part. */
function shareOfAll(share: Share | undefined): number {
  if (!share || "rows" in share) return 0;
  if ("fraction" in share) return share.fraction * 2 ** 32;
  const { numerator, denominator } = fractionOf(share.percent);
  return Number(numerator * 2n ** 32n / denominator);
}

function hashesOf(column: TableColumn, rows: number): Uint32Array {
  if (column.kind === "category") {
    const hashes = column.words.map(hashOf);
    const missing = hashOf("");
    return Uint32Array.from(column.codes, (code) => hashes[code] ?? missing);
  }
  return Uint32Array.from(
    { length: rows },
    (_, row) => hashOf(column.missing?.has(row) ? "" : String(valueAt(column, row))),
  );
}

const encoder = new TextEncoder();

/** The 32 bits of a text. @see http://www.isthe.com/chongo/tech/comp/fnv, and `fmix32` of MurmurHash3. */
export function hashOf(text: string): number {
  let bits = 0x811c9dc5;
  for (const byte of encoder.encode(text.normalize("NFC"))) {
    bits = Math.imul(bits ^ byte, 0x01000193);
  }
  bits = Math.imul(bits ^ bits >>> 16, 0x85ebca6b);
  bits = Math.imul(bits ^ bits >>> 13, 0xc2b2ae35);
  return (bits ^ bits >>> 16) >>> 0;
}
