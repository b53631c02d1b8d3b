/** Tables of any kind, in pieces of any size, against `csv-parse` and `Number`. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../../dsl/text/report.ts";
import { type Column, isMissing, tabular, valueAt } from "../../../runtime/data/column.ts";
import { memoryBytes } from "../../../runtime/files/byte_source.ts";
import { type CsvFrame, readCsv } from "../../../runtime/formats/csv_frame.ts";
import type { CsvLayout } from "../../../runtime/formats/csv_layout.ts";
import { textsIn } from "../frames.ts";
import { referenceNumber, referenceRecords } from "./csv_reference.ts";

const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 18 });
const numbers = fc.oneof(
  fc.integer({ min: 0, max: 255 }).map(String),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value.toFixed(3)),
  digits,
  fc.tuple(digits, digits).map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom("+1", ".5", "5.", "1e3", "1E-2", "-0", "007", "1.50", "1e400"),
);
const words = fc.oneof(
  fc.constantFrom("red", "blue", "", " ", "NA", "é", "1e", ".", "-", "0x1F", "nan", "1 2", "a\\"),
  fc.string({ unit: fc.constantFrom("a", "b", ",", '"', "\n", "\r", "ü", " "), maxLength: 6 }),
);
const mixed = fc.oneof({ arbitrary: numbers, weight: 8 }, { arbitrary: words, weight: 1 });

/** A cell as it can be written: in quotes where it must be, or with blanks before it. */
function written(cell: string, form: "plain" | "quoted" | "blank"): string {
  const isQuoted = form === "quoted" || /[",\r\n]/.test(cell);
  const text = isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell;
  return form === "blank" ? ` \t${text}` : text;
}

const forms = fc.constantFrom("plain", "plain", "plain", "quoted", "blank");
const cellsOf = fc.constantFrom(numbers, numbers, words, mixed, fc.constant(""));
const tables = fc.tuple(fc.array(cellsOf, { minLength: 1, maxLength: 4 }), fc.nat({ max: 6 }))
  .chain(([columns, rows]) =>
    fc.record({
      columns: fc.constant(columns.length),
      cells: fc.array(fc.tuple(...columns.map((cells) => fc.tuple(cells, forms))), {
        minLength: rows + 1,
        maxLength: rows + 1,
      }),
      end: fc.constantFrom("\n", "\r\n", "\r"),
      mark: fc.constantFrom("", "\ufeff"),
      between: fc.constantFrom("", "", " \t"),
      last: fc.boolean(),
    })
  );

interface Written {
  readonly columns: number;
  readonly cells: readonly (readonly (readonly [string, "plain" | "quoted" | "blank"])[])[];
  readonly end: string;
  readonly mark: string;
  readonly between: string;
  readonly last: boolean;
}

function textOf({ columns, cells, end, mark, between, last }: Written): string {
  const header = Array.from({ length: columns }, (_, at) => `c${at}`).join(",");
  const lines = cells.map((row) => row.map(([cell, form]) => written(cell, form)).join(","));
  return mark + [header, ...lines].join(end + between + (between && end)) + (last ? end : "");
}

function read(text: string, size: number, layout: CsvLayout = {}): CsvFrame {
  const bytes = memoryBytes(new TextEncoder().encode(text), size);
  return unwrap(reportedSync((report) => readCsv({ name: "x.csv", bytes }, layout, report)));
}

/** The cells of a column as numbers or words; `undefined` where they are missing. */
function cellsIn(column: Column): (number | string | undefined)[] {
  const table = tabular(column);
  const length = table.kind === "number" ? table.values.length : table.codes.length;
  return Array.from({ length }, (_, row) => {
    if (isMissing(table, row)) return undefined;
    return table.kind === "number" ? valueAt(table, row) : table.words[table.codes[row]];
  });
}

/** What the cells of a column are: numbers where all that are not blank are, else words. */
function expectedCells(texts: readonly string[]): (number | string | undefined)[] {
  const filled = texts.filter((text) => text.trim() !== "");
  const isNumeric = filled.every((text) => referenceNumber(text) !== undefined);
  return texts.map((text) => {
    if (text.trim() === "") return undefined;
    return isNumeric ? referenceNumber(text) : text.trim();
  });
}

Deno.test("columns, texts and words are those of csv-parse and Number, in pieces of any size", () => {
  const sizes = fc.integer({ min: 1, max: 64 });
  fc.assert(
    fc.property(tables, sizes, (table, size) => {
      const text = textOf(table);
      const [header, ...records] = referenceRecords(text, {})!;
      // A row of one blank cell is a blank line.
      fc.pre(records.length > 0);
      const frame = read(text, size);
      assert.equal(frame.rows, records.length);
      assert.deepEqual(frame.header, header);
      const columns = header.map((_, at) => records.map((record) => record[at]));
      assert.deepEqual(
        textsIn(frame),
        Object.fromEntries(header.map((n, at) => [n, columns[at]])),
      );
      for (const [at, texts] of columns.entries()) {
        assert.deepEqual(
          withoutSign(cellsIn(frame.columns[at])),
          withoutSign(expectedCells(texts)),
        );
        const words = frame.wordsOf(header[at]);
        assert.deepEqual(cellsIn(words), texts.map((text) => text.trim() || undefined));
        assert.deepEqual(
          words.words,
          [...new Set(texts.map((text) => text.trim()))].filter(Boolean),
        );
      }
    }),
    { numRuns: 1500 },
  );
});

/** Bytes do not know -0. */
function withoutSign<T>(cells: readonly T[]): readonly T[] {
  return cells.map((cell) => Object.is(cell, -0) ? 0 as T : cell);
}

Deno.test("columns that are skipped, or words from the start, make no difference to the others", () => {
  const roles = fc.array(fc.constantFrom("any", "words", "skip"), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(tables, roles, fc.integer({ min: 1, max: 64 }), (table, roles, size) => {
      const text = textOf(table);
      fc.pre(referenceRecords(text, {})!.length > 1);
      const whole = read(text, 1000);
      const some = read(text, size, { roleOf: (_, place) => roles[place]! });
      assert.deepEqual(some.header, whole.header);
      assert.deepEqual(
        some.columns.map(({ name }) => name),
        whole.header.filter((_, place) => roles[place] !== "skip"),
      );
      for (const column of some.columns) {
        const role = roles[whole.header.indexOf(column.name)];
        const expected = role === "words"
          ? whole.wordsOf(column.name)
          : whole.columns.find(({ name }) => name === column.name)!;
        assert.deepEqual(cellsIn(column), cellsIn(expected));
      }
    }),
    { numRuns: 500 },
  );
});
