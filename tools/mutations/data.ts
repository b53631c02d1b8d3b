import type { Mutation } from "./mutation.ts";

const numbers = ["tests/runtime/data/decimal_reader_test.ts"];
const columns = ["tests/runtime/data/columns_test.ts"];
const tokens = ["tests/runtime/formats/csv_tokens_test.ts"];
const frames = ["tests/runtime/formats/csv_frame_test.ts"];
const datasets = ["tests/runtime/data/dataset_test.ts"];

/** How data come from bytes into columns. */
export const dataMutations: readonly Mutation[] = [
  {
    promise: "decimals of many digits are rounded once",
    file: "runtime/data/decimal_reader.ts",
    find: "- productError(quotient, unit) + tail;",
    replace: "- productError(quotient, unit);",
    tests: numbers,
  },
  {
    promise: "no number that doubles round is taken as exact",
    file: "runtime/data/decimal_reader.ts",
    find: "const maxExactInteger = Number.MAX_SAFE_INTEGER;",
    replace: "const maxExactInteger = Infinity;",
    tests: numbers,
  },
  {
    promise: "float32 is taken only for what it keeps apart",
    file: "runtime/data/column.ts",
    find: "* powersOfTen[decimals] <= 2 ** 23;",
    replace: "* powersOfTen[decimals] <= 2 ** 25;",
    tests: columns,
  },
  {
    promise: "a column that grows keeps the numbers that were written",
    file: "runtime/data/number_builder.ts",
    find: "values[at] = nearestDecimal(values[at], decimalsBefore);",
    replace: "values[at] = values[at];",
    tests: frames,
  },
  {
    promise: "statistics are of the numbers that were written",
    file: "runtime/data/column.ts",
    find: "into[at] = nearestDecimal(into[at], decimals);",
    replace: "into[at] = into[at];",
    tests: columns,
  },
  {
    promise: "a word that a piece cuts is read again before it counts",
    file: "runtime/formats/csv_tokens.ts",
    find: "return at === this.end && !this.isLast ? incomplete : at;",
    replace: "return at;",
    tests: ["tests/runtime/formats/csv_fuzz_test.ts"],
  },
  {
    promise: "a line feed may come with the next piece",
    file: "runtime/formats/csv_tokens.ts",
    find: "at + (isReturn ? 1 : 0) >= this.end",
    replace: "at >= this.end",
    tests: tokens,
  },
  {
    promise: "lines are counted through quotes",
    file: "runtime/formats/csv_tokens.ts",
    find: "this.line += this.#innerBreaks;",
    replace: "",
    tests: tokens,
  },
  {
    promise: "something long is not begun again with every piece",
    file: "runtime/formats/piecewise_bytes.ts",
    find: "this.#wanted = 2 * (this.end - this.at);",
    replace: "this.#wanted = 0;",
    tests: tokens,
  },
  {
    promise: "what is not UTF-8 is told, also where two pieces meet",
    file: "runtime/formats/utf8.ts",
    find: "this.#isOpen = (piece.at(-1) ?? 0) >= 0x80;",
    replace: "this.#isOpen = false;",
    tests: ["tests/runtime/formats/utf8_test.ts"],
  },
  {
    promise: "a column of numbers with a word in it is read again as words",
    file: "runtime/formats/csv_cells.ts",
    find: "this.turned.add(builder.name);",
    replace: "",
    tests: frames,
  },
  {
    promise: "a number can stand for a missing value",
    file: "runtime/formats/csv_cells.ts",
    find: "const isMissing = this.#missingNumbers.has(value);",
    replace: "const isMissing = false;",
    tests: ["tests/runtime/readers/csv_options_test.ts"],
  },
  {
    promise: "a row is found again from the mark before it",
    file: "runtime/formats/csv_places.ts",
    find: "let before = row - mark * marks.every;",
    replace: "let before = row;",
    tests: frames,
  },
  {
    promise: "a file that changes while it is read is told of",
    file: "runtime/formats/csv_frame.ts",
    find: "again.rows === rows ? again.columns : fail()",
    replace: "again.columns",
    tests: frames,
  },
  {
    promise: "a class of numbers is named as it was first written",
    file: "runtime/data/classes.ts",
    find: "frame.textOf(firstRows.get(value)!, name).trim()",
    replace: "String(value)",
    tests: datasets,
  },
  {
    promise: "long identifiers do not fall together",
    file: "runtime/data/classes.ts",
    find: "if (!isExact(low) || !isExact(high) ||",
    replace: "if (",
    tests: datasets,
  },
  {
    promise: "a file with another checksum is not looked into",
    file: "runtime/readers/read_dataset.ts",
    find: "if (found !== sum.value)",
    replace: "if (found === undefined)",
    tests: ["tests/runtime/readers/manifest_test.ts"],
  },
  {
    promise: "blocks of rows hold every row once",
    file: "runtime/prepare/model_inputs.ts",
    find: "rows.subarray(start, start + count)",
    replace: "rows.subarray(start, start + count - 1)",
    tests: ["tests/runtime/prepare/model_inputs_test.ts"],
  },
];
