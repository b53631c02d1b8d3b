import assert from "node:assert/strict";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";
import { textsIn } from "../frames.ts";
import { problemsOf, summaryOf } from "../problems_of.ts";

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
    "E0404 data/x.csv:1",
    "E0406 data/x.csv:3",
    "E0406 data/x.csv:5",
  ]);
});

Deno.test("twenty problems are shown and the rest counted", () => {
  const problems = problemsIn("a,b\n" + "1\n".repeat(54));
  assert.equal(problems.length, 21);
  assert.equal(problems.at(-1)?.message, "And 34 more problems in this data");
});

Deno.test("a header separated by semicolons is recognised", () => {
  assert.deepEqual(summaryOf(problemsIn("a;b;c\n1;2;3\n")), ["E0407 data/x.csv:1"]);
});
