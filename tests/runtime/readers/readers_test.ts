import assert from "node:assert/strict";
import { csv } from "../../../runtime/readers/csv.ts";
import { readers } from "../../../runtime/readers/registry.ts";
import { rows } from "../../../runtime/readers/rows.ts";
import { problemsOf, problemsOfAsync, summaryOf } from "../problems_of.ts";

const context = {
  readText: (path: string) => Promise.resolve(path === "x.csv" ? "a,b,y\n1,t,u\n2,t,v\n" : ""),
  readBytes: () => Promise.reject(new Error("no bytes here")),
  displayName: (path: string) => `data/${path}`,
};

Deno.test("csv reads a table and leaves out the ignored columns", async () => {
  const table = await csv.read({ path: "x.csv", ignore: "b" }, context);
  assert.equal(table.name, "data/x.csv");
  assert.deepEqual(table.columns.map(({ name }) => name), ["a", "y"]);
  assert.equal(table.placeOf(1, "y"), 'data/x.csv:3, column "y"');
});

Deno.test("targets are one column, a list of them or none", () => {
  assert.deepEqual(csv.targetOf({ target: "y" }), ["y"]);
  assert.deepEqual(csv.targetOf({ target: ["a", "y"] }), ["a", "y"]);
  assert.deepEqual(rows.targetOf({}), []);
});

Deno.test("classes are a list of names or numbers, or left to the data", () => {
  assert.deepEqual(rows.classesOf?.({ classes: [0, 1.5, "a"] }), ["0", "1.5", "a"]);
  assert.equal(csv.classesOf?.({}), undefined);
});

Deno.test("categories are one column, a list of them or none", async () => {
  assert.deepEqual(csv.categoriesOf?.({ categories: "b" }), ["b"]);
  assert.deepEqual(rows.categoriesOf?.({ categories: ["a", "b"] }), ["a", "b"]);
  assert.deepEqual(rows.categoriesOf?.({}), []);
  const args = { path: "x.csv", ignore: ["b"], categories: "b" };
  const problems = await problemsOfAsync(Promise.resolve(csv.read(args, context)));
  assert.deepEqual(summaryOf(problems), ["E0423 data/x.csv"]);
});

Deno.test("csv collects every mistake about ignored columns", async () => {
  const args = { path: "x.csv", target: "y", ignore: ["b", "b", "y", "c"] };
  const problems = await problemsOfAsync(Promise.resolve(csv.read(args, context)));
  assert.deepEqual(summaryOf(problems), [
    "E0422 data/x.csv",
    "E0423 data/x.csv",
    "E0421 data/x.csv",
  ]);
});

Deno.test("rows takes cells from the pipe file and names the columns", async () => {
  const table = await rows.read({ values: [[1, -0.5, "a"], [1e21, 2, "b"]] }, context);
  assert.deepEqual(table.columns, [
    { name: "x1", cells: ["1", "1e+21"] },
    { name: "x2", cells: ["-0.5", "2"] },
    { name: "x3", cells: ["a", "b"] },
  ]);
  assert.equal(table.placeOf(1, "x2"), 'rows, row 2, column "x2"');
});

Deno.test("rows must be as long as the columns are many", () => {
  const ragged = (args: Record<string, unknown>) =>
    summaryOf(problemsOf(() => rows.read(args, context)));
  assert.deepEqual(ragged({ values: [[1, 2], [3], [4, 5, 6]] }), [
    "E0406 rows, row 2",
    "E0406 rows, row 3",
  ]);
  assert.deepEqual(ragged({ values: [[1, 2]], columns: ["a"] }), ["E0406 rows, row 1"]);
  assert.deepEqual(ragged({ values: [[1, 2]], columns: ["a", "a"] }), ["E0405 rows"]);
  assert.deepEqual(ragged({ values: [] }), ["E0403 rows"]);
});

Deno.test("reader names are unique", () => {
  assert.equal(new Set(readers.map(({ name }) => name)).size, readers.length);
});
