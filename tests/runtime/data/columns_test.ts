/** Columns of numbers and of words: what they keep, and in which type. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Bits } from "../../../runtime/data/bits.ts";
import {
  type CategoryColumn,
  fitsFloat32,
  isMissing,
  isWide,
  nearestDecimal,
  type NumberColumn,
  tabular,
  valueAt,
  valuesOf,
} from "../../../runtime/data/column.ts";
import { allRows, gatherCategories, gatherNumbers } from "../../../runtime/data/gather.ts";
import { columnOfTexts, wordsIn } from "../../../runtime/data/words.ts";
import { WordTable } from "../../../runtime/data/word_table.ts";

function numbersIn(texts: readonly string[]): NumberColumn {
  const column = columnOfTexts("x", texts);
  assert(column.kind === "number");
  return column;
}

Deno.test("whole numbers from 0 to 255 are bytes, also where they are written with decimals", () => {
  for (const texts of [["0", "255"], ["1.0", "2.00"], ["", "7"], ["1e2"]]) {
    assert(numbersIn(texts).values instanceof Uint8Array, texts.join());
  }
  for (const texts of [["256"], ["-1"], ["0.5"], ["1", "2", "2.5"]]) {
    assert(numbersIn(texts).values instanceof Float32Array, texts.join());
  }
});

Deno.test("float64 keeps apart what float32 would merge", () => {
  for (const texts of [["1700000001", "1700000002"], ["0.12345678", "0.12345679"], ["1e-30"]]) {
    const column = numbersIn(texts);
    assert(column.values instanceof Float64Array, texts.join());
    assert.deepEqual([...column.values], texts.map(Number));
  }
  assert(numbersIn(["8388608", "0.5"]).values instanceof Float64Array);
  assert(numbersIn(["8388608"]).values instanceof Float32Array);
});

Deno.test("a float32 column knows the numbers that it was written as", () => {
  const grid = fc.nat({ max: 22 }).chain((decimals) =>
    fc.tuple(fc.constant(decimals), fc.integer({ min: -(2 ** 23), max: 2 ** 23 }))
  );
  fc.assert(
    fc.property(grid, ([decimals, units]) => {
      const value = Number(`${units}e-${decimals}`);
      const range = { low: value, high: value };
      // The largest may be a bit beyond, and is then kept in float64.
      if (!fitsFloat32(range, decimals)) return assert(Math.abs(units) > 2 ** 23 - 2);
      assert.equal(nearestDecimal(Math.fround(value), decimals), value);
    }),
    { numRuns: 5000 },
  );
});

const numbers = fc.oneof(
  fc.integer({ min: 0, max: 255 }).map(String),
  fc.double({ min: -1e4, max: 1e4, noNaN: true }).map((value) => value.toFixed(2)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constant(""),
);

// Bytes do not know -0, and nobody needs it: a sum with 0 has none.
Deno.test("a column gives its numbers as they were written, whatever came first", () => {
  fc.assert(fc.property(fc.array(numbers, { minLength: 1 }), (texts) => {
    const column = numbersIn(texts);
    const rows = allRows(texts.length);
    const values = valuesOf(column, { rows, into: new Float64Array(texts.length) });
    for (const [row, text] of texts.entries()) {
      assert.equal(isMissing(column, row), text === "");
      if (text === "") continue;
      assert.equal(valueAt(column, row) + 0, Number(text) + 0);
      assert.equal(values[row] + 0, Number(text) + 0);
    }
    const filled = texts.filter((text) => text !== "").map((text) => Number(text) + 0);
    assert.equal(column.range.low + 0, filled.reduce((a, b) => Math.min(a, b), Infinity));
    assert.equal(column.range.high + 0, filled.reduce((a, b) => Math.max(a, b), -Infinity));
  }));
});

Deno.test("rows of columns of numbers, one after the other, are as if read together", () => {
  const texts = fc.array(numbers, { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(texts, texts, (first, second) => {
    const parts = [first, second].map((each) => ({
      column: numbersIn(each),
      rows: allRows(each.length).reverse(),
    }));
    const joined = gatherNumbers("x", parts);
    const expected = numbersIn([...first.toReversed(), ...second.toReversed()]);
    assert.deepEqual(contentsOf(joined), contentsOf(expected));
  }));
});

function contentsOf(column: NumberColumn | CategoryColumn) {
  const length = column.kind === "number" ? column.values.length : column.codes.length;
  return Array.from({ length }, (_, row) => {
    if (isMissing(column, row)) return undefined;
    return column.kind === "number" ? valueAt(column, row) + 0 : column.words[column.codes[row]];
  });
}

Deno.test("rows of columns of words have the words that are left, as they first stand", () => {
  const [one, other] = [wordsIn("x", ["b", "a", "", "c"]), wordsIn("x", ["d", "a"])];
  const joined = gatherCategories("x", [
    { column: one, rows: Int32Array.of(3, 2, 1) },
    { column: other, rows: Int32Array.of(1, 0) },
  ]);
  assert.deepEqual(joined.words, ["c", "a", "d"]);
  assert.deepEqual([...joined.codes], [0, -1, 1, 1, 2]);
});

Deno.test("marked cells stay marked when rows are taken", () => {
  const marked = new Bits();
  [1, 2].forEach((row) => marked.add(row));
  const numeric: NumberColumn = { ...numbersIn(["1", "", "", "4"]), marked };
  const rows = Int32Array.of(0, 2, 3);
  const some = gatherNumbers("x", [{ column: numeric, rows }]);
  assert.deepEqual([0, 1, 2].map((row) => some.marked!.has(row)), [false, true, false]);
  const words = { ...wordsIn("x", ["a", "", "", "b"]), marked };
  const left = gatherCategories("x", [{ column: words, rows }]);
  assert.deepEqual([0, 1, 2].map((row) => left.marked!.has(row)), [false, true, false]);
});

Deno.test("a set of rows holds what was put in, once", () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: 5000 })), (rows) => {
    const bits = new Bits();
    rows.forEach((row) => bits.add(row));
    const expected = new Set(rows);
    assert.equal(bits.count, expected.size);
    for (let row = 0; row <= 6000; row++) assert.equal(bits.has(row), expected.has(row));
  }));
});

Deno.test("a table of words numbers them in the order in which they come", () => {
  const words = fc.array(fc.string({ unit: "grapheme", maxLength: 3 }), { maxLength: 300 });
  fc.assert(fc.property(words, (words) => {
    const table = new WordTable();
    const expected = [...new Set(words)];
    assert.deepEqual(words.map((word) => table.add(word)), words.map((w) => expected.indexOf(w)));
    assert.deepEqual(table.words(), expected);
    const absent = new TextEncoder().encode("none of them");
    assert.equal(table.find(absent, 0, absent.length), -1);
  }));
});

Deno.test("images are no column of a table", () => {
  const image = {
    kind: "image",
    name: "x",
    bytes: new Uint8Array(4),
    shape: [2, 2, 1],
  } as const;
  assert.throws(() => tabular(image), /holds images/);
});

Deno.test("float32 loses what tells ids and times apart, and of measurements only digits", () => {
  for (
    const [texts, expected] of [
      [["1700000001", "1700000002"], true],
      [["16777217", "3"], true],
      [["1000.000001", "1000.000002"], true],
      [["-0.123456789012", "0.723456789012"], false],
      [["0.19000000000000003"], false],
      [["8388608", "0.5"], false],
      [["1", "2"], false],
    ] as const
  ) assert.equal(isWide(numbersIn(texts)), expected, texts.join());
});
