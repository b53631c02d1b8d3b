import assert from "node:assert/strict";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../../dsl/text/report.ts";
import { isMissing, tabular } from "../../../runtime/data/column.ts";
import { type ByteSource, memoryBytes } from "../../../runtime/files/byte_source.ts";
import { type CsvFile, frameFromCsv, readCsv } from "../../../runtime/formats/csv_frame.ts";
import type { CsvLayout } from "../../../runtime/formats/csv_layout.ts";
import { textsIn } from "../frames.ts";
import { problemsOf, problemsReported, summaryOf } from "../problems_of.ts";

const problemsIn = (text: string) => problemsOf(() => frameFromCsv("data/x.csv", text));

Deno.test("a frame has named columns, of numbers or of words", () => {
  const frame = frameFromCsv("x.csv", "\uFEFF a ,b\r\n1, setosa\r\n2,\r\n");
  assert.equal(frame.rows, 2);
  const [a, b] = frame.columns;
  assert(a?.kind === "number" && b?.kind === "category");
  assert.deepEqual([a.name, [...a.values]], ["a", [1, 2]]);
  assert.deepEqual([b.name, [...b.codes], b.words], ["b", [0, -1], ["setosa"]]);
  assert.deepEqual(textsIn(frame), { a: ["1", "2"], b: ["setosa", ""] });
});

Deno.test("places count lines of the file, through quoted line breaks and blank lines", () => {
  const frame = frameFromCsv("data/x.csv", '"a\nz",b\n\n"1\r\n2",3\r\n4,5\n');
  assert.equal(frame.placeOf(0, "b"), 'data/x.csv:4, column "b"');
  assert.equal(frame.placeOf(1, "b"), 'data/x.csv:6, column "b"');
});

Deno.test("a quote that is never closed is one problem, at the row that opens it", () => {
  assert.deepEqual(summaryOf(problemsIn('a,b\n1,2\n3,"4\n5,6\n')), ["E0401 data/x.csv:3"]);
});

Deno.test("an empty file and a file of blank lines have no header", () => {
  for (const text of ["", "\uFEFF", "\n \r\n"]) {
    assert.deepEqual(summaryOf(problemsIn(text)), ["E0402 data/x.csv"]);
  }
});

Deno.test("a header needs rows", () => {
  assert.deepEqual(summaryOf(problemsIn("\na,b\n")), ["E0403 data/x.csv:2"]);
});

Deno.test("all problems of header and rows are collected", () => {
  assert.deepEqual(summaryOf(problemsIn("a,,a,a,\n1,2,3,4,5\n1,2\n\n1,2,3,4,5,6\n")), [
    "E0404 data/x.csv:1",
    "E0405 data/x.csv:1",
    "E0406 data/x.csv:3",
    "E0404 data/x.csv:1",
  ]);
});

Deno.test("rows of another length are one problem: the first few, and how many there are", () => {
  const [problem, ...others] = problemsIn("a,b\n" + "1\n".repeat(54) + "1,2\n");
  assert.deepEqual(others, []);
  assert.equal(problem.message, "This row has 1 cell, expected 2 (54 such rows)");
  assert.equal(problem.notes?.at(-1)?.message, "1 cell, and 49 more rows");
  const [shifted] = problemsIn("a,b\n1,2,3\n4,5,6\n");
  assert.equal(shifted.message, "Every row has 3 cells, and the header 2");
});

Deno.test("twenty problems are shown and the rest counted", () => {
  const problems = problemsIn(`a${",".repeat(54)}\n1${",1".repeat(54)}\n`);
  assert.equal(problems.length, 21);
  assert.equal(problems.at(-1)?.message, "And 34 more problems in this data");
});

Deno.test("a header separated by semicolons is recognised", () => {
  assert.deepEqual(summaryOf(problemsIn("a;b;c\n1;2;3\n")), ["E0407 data/x.csv:1"]);
});

function fileOf(csv: string | Uint8Array, size?: number): CsvFile {
  const bytes = typeof csv === "string" ? new TextEncoder().encode(csv) : csv;
  return { name: "x.csv", bytes: memoryBytes(bytes, size) };
}

function reported(csv: string | Uint8Array, layout: CsvLayout = {}) {
  return problemsReported((report) => readCsv(fileOf(csv), layout, report));
}

Deno.test("what is not UTF-8 is told of where the file is named", async () => {
  const latin = Uint8Array.from("a,b\n1,gr\xfcn\n", (sign) => sign.charCodeAt(0));
  assert.deepEqual(summaryOf(await reported(latin)), ["E0433 x.csv"]);
  const cut = new TextEncoder().encode("a\n1\nä").slice(0, -1);
  assert.deepEqual(summaryOf(await reported(cut)), ["E0433 x.csv"]);
  const span = { source: { name: "x.pipe", text: "x.csv" }, start: 0, end: 5 };
  const problems = await problemsReported((report) =>
    readCsv({ ...fileOf(latin), span }, {}, report)
  );
  assert.deepEqual(problems.map(({ code, span }) => [code, span]), [["E0433", span]]);
});

Deno.test("a column of many rows grows with its numbers, and is read again where a word turns up", () => {
  const rows = 150_000;
  const number = (row: number) =>
    row < 70_000 ? row % 256 : row < 140_000 ? row / 10 : `0.${row}00000001`;
  const lines = Array.from({ length: rows }, (_, row) => {
    return `${number(row)},${row === 149_000 ? "word" : row % 100},${row % 3 ? "u" : "v"}`;
  });
  const frame = frameFromCsv("x.csv", `n,w,c\n${lines.join("\n")}\n`);
  const [n, w, c] = frame.columns;
  assert(n?.kind === "number" && w?.kind === "category" && c?.kind === "category");
  assert(n.values instanceof Float64Array);
  for (const row of [0, 255, 69_999, 70_001, 70_003, 139_999, 140_000, 149_999]) {
    assert.equal(n.values[row], Number(number(row)), `${row}`);
    assert.equal(frame.textOf(row, "n"), String(number(row)));
    assert.equal(frame.placeOf(row, "n"), `x.csv:${row + 2}, column "n"`);
    assert.equal(c.words[c.codes[row]!], row % 3 ? "u" : "v");
  }
  assert.equal(w.words.length, 101);
  assert.equal(w.words[w.codes[149_000]!], "word");
  assert.equal(w.words[w.codes[42]!], "42");
});

Deno.test("words that stand for a missing value are one, also where they are numbers", () => {
  const csv = "a,b,c\n1,u,-9\n?,NA,3\n,,-9.0\n4, ? ,5\n";
  const frame = unwrap(
    reportedSync((report) => readCsv(fileOf(csv), { missing: ["", "?", "NA", "-9"] }, report)),
  );
  const found = frame.columns.map((column) =>
    [0, 1, 2, 3].map((row) => {
      const table = tabular(column);
      if (!isMissing(table, row)) return "there";
      return table.marked?.has(row) ? "marked" : "empty";
    })
  );
  assert.deepEqual(found, [
    ["there", "marked", "empty", "there"],
    ["there", "marked", "empty", "marked"],
    ["marked", "there", "marked", "there"],
  ]);
  assert.deepEqual(frame.columns.map(({ kind }) => kind), ["number", "category", "number"]);
});

Deno.test("no more rows are read than are asked for", async () => {
  const csv = 'a\n1\n2\n3,4\n"';
  assert.deepEqual(summaryOf(await reported(csv, { rows: 2 })), []);
  assert.deepEqual(summaryOf(await reported(csv, { rows: 3 })), ["E0406 x.csv:4"]);
  assert.deepEqual(summaryOf(await reported(csv)), ["E0401 x.csv:5"]);
});

Deno.test("a file that changes while it is read is told of", async () => {
  const versions = ["a\n1\n2\nx\n", "a\n1\n2\n"].map((text) => new TextEncoder().encode(text));
  let reads = 0;
  const bytes: ByteSource = {
    size: versions[0].length,
    chunks: (start) => memoryBytes(versions[reads++]).chunks(start),
  };
  const problems = await problemsReported((report) =>
    readCsv({ name: "x.csv", bytes }, {}, report)
  );
  assert.deepEqual(summaryOf(problems), ["E0432 x.csv"]);
  reads = 0;
  const later = await problemsReported((report) => {
    const shrinking: ByteSource = { ...bytes, chunks: (start) => bytes.chunks(start) };
    versions.splice(0, 2, versions[1], new TextEncoder().encode("a\n1\n"));
    return readCsv({ name: "x.csv", bytes: shrinking }, {}, report).textOf(1, "a");
  });
  assert.deepEqual(summaryOf(later), ["E0432 x.csv"]);
});
