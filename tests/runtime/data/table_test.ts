import assert from "node:assert/strict";
import { tableFromCsv } from "../../../runtime/data/table.ts";
import { problemsOf, summaryOf } from "../problems_of.ts";

const problemsIn = (text: string) => problemsOf(() => tableFromCsv("data/x.csv", text));

Deno.test("a table has named columns of text", () => {
  const table = tableFromCsv("x.csv", "\uFEFF a ,b\r\n1, setosa\r\n2,\r\n");
  assert.equal(table.rows, 2);
  assert.deepEqual(table.columns, [
    { name: "a", cells: ["1", "2"] },
    { name: "b", cells: ["setosa", ""] },
  ]);
});

Deno.test("places count lines of the file, through quoted line breaks and blank lines", () => {
  const table = tableFromCsv("data/x.csv", '"a\nz",b\n\n"1\r\n2",3\r\n4,5\n');
  assert.equal(table.placeOf(0, "b"), 'data/x.csv:4, column "b"');
  assert.equal(table.placeOf(1, "b"), 'data/x.csv:6, column "b"');
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
