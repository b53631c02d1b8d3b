import assert from "node:assert/strict";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { reportedSync } from "../../../dsl/text/report.ts";
import type { CategoryColumn } from "../../../runtime/data/column.ts";
import { type Dataset, datasetFrom, type DatasetOptions } from "../../../runtime/data/dataset.ts";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";
import { problemsOf, summaryOf } from "../problems_of.ts";

function read(lines: readonly string[], options: Partial<DatasetOptions> = {}) {
  const frame = frameFromCsv("x.csv", lines.join("\n"));
  const all = { target: ["y"], want: "classes", ...options } as const;
  return unwrap(reportedSync((report) => datasetFrom(frame, all, report)));
}

function typesOf(name: "category" | "ignore", ...columns: readonly string[]) {
  return new Map(columns.map((column) => [column, { type: { name } }]));
}

function numbersIn(columns: Dataset["columns"]) {
  return columns.flatMap(({ cells }) => cells.kind === "number" ? [cells] : []);
}

function wordsIn(columns: Dataset["columns"]) {
  return columns.flatMap(({ cells }) => cells.kind === "category" ? [cells] : []);
}

/** The words of each row. */
function wordsOf({ codes, words }: CategoryColumn) {
  return Array.from(codes, (code) => words[code]);
}

function summaryIn(lines: readonly string[], options: Partial<DatasetOptions> = {}) {
  return summaryOf(problemsOf(() => read(lines, options)));
}

/** The classes of the column `y` with these cells. */
function classesOf(...cells: readonly string[]) {
  const { target } = read(["x,y", ...cells.map((cell) => `1,"${cell}"`)]);
  assert(target?.kind === "classes");
  return { classes: target.classes, codes: [...target.codes] };
}

Deno.test("every column of numbers that is no target is a numeric feature, in the file's order", () => {
  const { columns, rows } = read(["b,y,a", "1,no,-2.5e1", " +.5 ,yes,7."]);
  assert.equal(rows, 2);
  assert.deepEqual(numbersIn(columns).map(({ name, values }) => [name, ...values]), [
    ["b", 1, 0.5],
    ["a", -25, 7],
  ]);
});

Deno.test("categories are words without blanks, and their values are sorted like classes", () => {
  const lines = ["b,n,a,y", "10, u ,b,1", "9,2,\u{1F600},2", "10,3,\uFB01,1", "1.0,4,b,2"];
  const { columns } = read(lines, { types: typesOf("category", "a", "n", "b") });
  assert.deepEqual(numbersIn(columns), []);
  const categories = wordsIn(columns);
  assert.deepEqual(categories.map((column) => [column.name, column.words, wordsOf(column)]), [
    ["b", ["1.0", "9", "10"], ["10", "9", "10", "1.0"]],
    ["n", ["2", "3", "4", "u"], ["u", "2", "3", "4"]],
    ["a", ["b", "\uFB01", "\u{1F600}"], ["b", "\u{1F600}", "\uFB01", "b"]],
  ]);
});

Deno.test("words that are equal as numbers are still two values of a category", () => {
  const { columns } = read(["x,y", "1,u", "1.0,v"], { types: typesOf("category", "x") });
  assert.deepEqual(wordsIn(columns)[0].words, ["1", "1.0"]);
});

Deno.test("what is said of a column is said of one that is there", () => {
  const lines = ["a,b,c,y", "u,,,1", "v, ,w,2"];
  assert.deepEqual(summaryIn(lines, { types: typesOf("ignore", "aa", "y") }), [
    "E0421 x.csv",
    "E0423 x.csv",
  ]);
});

Deno.test("classes of text are sorted by code point", () => {
  assert.deepEqual(classesOf("b", "B", "a", "b", "😀", "ﬁ", "ab").classes, [
    "B",
    "a",
    "ab",
    "b",
    "ﬁ",
    "😀",
  ]);
});

Deno.test("classes of numbers are sorted by value and keep their text", () => {
  assert.deepEqual(classesOf("10", "9", "-1", "9"), {
    classes: ["-1", "9", "10"],
    codes: [2, 1, 0, 1],
  });
});

Deno.test("one text among numbers makes all classes text", () => {
  assert.deepEqual(classesOf("10", "9", "?").classes, ["10", "9", "?"]);
});

Deno.test("equal numbers are one class, but long identifiers do not fall together", () => {
  assert.deepEqual(classesOf("1.0", "0", "1"), { classes: ["0", "1.0"], codes: [1, 0, 1] });
  assert.equal(classesOf("9007199254740993", "9007199254740992").classes.length, 2);
});

Deno.test("blanks around a class name do not count", () => {
  assert.deepEqual(classesOf("a", " a ", "b"), { classes: ["a", "b"], codes: [0, 0, 1] });
});

Deno.test("listed classes keep their codes, also those that no row has", () => {
  const { target } = read(["x,y", "1, c ", "2,a"], { classes: ["c", " b", "a"] });
  assert(target?.kind === "classes");
  assert.deepEqual(target.classes, ["c", "b", "a"]);
  assert.deepEqual([...target.codes], [0, 2]);
});

Deno.test("listed classes that are numbers take cells by value", () => {
  const { target } = read(["x,y", "1,1.0", "2,0"], { classes: ["0", "1"], want: "any" });
  assert(target?.kind === "classes");
  assert.deepEqual([...target.codes], [1, 0]);
  assert.deepEqual(summaryIn(["x,y", "1,0x1", "2,0"], { classes: ["0", "1"] }), [
    'E0416 x.csv:2, column "y"',
  ]);
});

Deno.test("a class that is not listed is one problem, at its first row", () => {
  assert.deepEqual(summaryIn(["x,y", "1,a", "2,c", "3,c", "4,"], { classes: ["a", "b"] }), [
    'E0409 x.csv:5, column "y"',
    'E0416 x.csv:3, column "y"',
  ]);
});

Deno.test("a list of classes must be one, and for a target of classes", () => {
  const lines = ["x,y", "1,1", "2,2"];
  assert.deepEqual(summaryIn(lines, { classes: ["1", "2", "1.0"] }), ["E0417 x.csv"]);
  assert.deepEqual(summaryIn(lines, { classes: [] }), ["E0418 x.csv"]);
  assert.deepEqual(summaryIn(lines, { classes: ["1"] }), ["E0418 x.csv"]);
  assert.deepEqual(summaryIn(lines, { classes: ["1", "2"], want: "numeric" }), ["E0419 x.csv"]);
  assert.deepEqual(summaryIn(lines, { classes: ["1", "2"], want: "any", target: [] }), [
    "E0419 x.csv",
  ]);
});

Deno.test("numeric targets come in the order in which they were named", () => {
  const { target } = read(["x,y,z", "1,2,3"], { target: ["z", "y"], want: "numeric" });
  assert(target?.kind === "numeric");
  assert.deepEqual(target.columns.map(({ name, values }) => [name, ...values]), [
    ["z", 3],
    ["y", 2],
  ]);
});

Deno.test("a loss that takes anything gets numbers where all cells are, else classes", () => {
  assert.equal(read(["x,y", "1,2", "1,3"], { want: "any" }).target?.kind, "numeric");
  assert.equal(read(["x,y", "1,2", "1,b"], { want: "any" }).target?.kind, "classes");
});

Deno.test("without a target there are only features", () => {
  const dataset = read(["x,y", "1,2"], { target: [], want: "any" });
  assert.equal(dataset.columns.length, 2);
  assert.equal("target" in dataset, false);
});

Deno.test("bad cells are named by line and column", () => {
  const lines = ["a,b,y", "1,abc,u", "nan,1,v", ",2,", "1e39,1 2,u", "3,4,v"];
  assert.deepEqual(summaryIn(lines), [
    'E0408 x.csv:3, column "a"',
    'E0410 x.csv:5, column "a"',
    'E0408 x.csv:2, column "b"',
    'E0409 x.csv:4, column "y"',
  ]);
});

Deno.test("cells with the same mistake are one problem: the first few, and how many there are", () => {
  const cells = ["1", "2", "3", ...Array.from({ length: 7 }, (_, at) => `odd${at % 2}`), "4", "5"];
  const [problem] = problemsOf(() => read(["x,y", ...cells.map((cell) => `${cell},u`), "6,v"]));
  assert.equal(problem.message, 'Cell "odd0" is not a number (7 such cells in column "x")');
  assert.deepEqual(problem.notes?.map(({ message }) => message), [
    '"odd1"',
    '"odd0"',
    '"odd1"',
    '"odd0", and 2 more',
  ]);
});

Deno.test("a column of words is a category, and one of nothing is one problem", () => {
  assert.deepEqual(summaryIn(["a,b,c,y", "red,,1,u", "blue,,2,v"]), ["E0412 x.csv"]);
});

Deno.test("targets that do not fit are found before the cells are read", () => {
  const lines = ["x,z,y", "a,1,u", "1,2,v"];
  assert.deepEqual(summaryIn(lines, { target: ["yy"] }), ["E0421 x.csv"]);
  assert.deepEqual(summaryIn(lines, { target: ["y", "y"], want: "any" }), ["E0422 x.csv"]);
  assert.deepEqual(summaryIn(lines, { target: [] }), ["E0424 x.csv"]);
  assert.deepEqual(summaryIn(lines, { target: ["y", "z"] }), ["E0425 x.csv"]);
});

Deno.test("a target that the data cannot give is refused", () => {
  assert.deepEqual(summaryIn(["x,y", "1,u", "2,u"]), ["E0414 x.csv"]);
  assert.deepEqual(summaryIn(["x,y", "1,u", "2,v"], { want: "numeric" }), ["E0426 x.csv"]);
  assert.deepEqual(summaryIn(["y", "u", "v"]), ["E0413 x.csv"]);
});

Deno.test("a mistake of the stage points at its text where that is known", () => {
  const source = { name: "x.pipe", text: 'load csv("x.csv", target = yy)' };
  const targetSpan = { source, start: 27, end: 29 };
  const [problem] = problemsOf(() => read(["x,y", "1,2"], { target: ["yy"], targetSpan }));
  assert.equal(problem.span, targetSpan);
  assert.equal(problem.place, undefined);
});
