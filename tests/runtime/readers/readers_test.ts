import assert from "node:assert/strict";
import { csv as csvFormat } from "../../../runtime/readers/csv.ts";
import { fileReader } from "../../../runtime/readers/file_reader.ts";
import { readers } from "../../../runtime/readers/registry.ts";
import { rows } from "../../../runtime/readers/rows.ts";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { reported } from "../../../dsl/text/report.ts";
import type { Frame } from "../../../runtime/data/frame.ts";
import type { Reader } from "../../../runtime/readers/reader.ts";
import { readerContext, textsIn } from "../frames.ts";
import { assembleSource } from "../pipelines.ts";
import { problemsReported, summaryOf } from "../problems_of.ts";

const csv = fileReader(csvFormat);

type Args = Parameters<Reader["read"]>[0];

const files = { "x.csv": "a,b,y\n1,t,u\n2,t,v\n" };

async function frameOf(reader: Reader, args: Args): Promise<Frame> {
  const loaded = await reported((report) => reader.read(args, readerContext(files, report)));
  return unwrap(loaded).frame;
}

async function summaryIn(reader: Reader, args: Args): Promise<readonly string[]> {
  return summaryOf(
    await problemsReported((report) => reader.read(args, readerContext(files, report))),
  );
}

Deno.test("csv reads a frame and leaves out the ignored columns", async () => {
  const frame = await frameOf(csv, { path: "x.csv", ignore: "b" });
  assert.equal(frame.name, "x.csv");
  assert.deepEqual(frame.columns.map(({ name }) => name), ["a", "y"]);
  assert.equal(frame.placeOf(1, "y"), 'x.csv:3, column "y"');
});

Deno.test("csv reads a column as words where the call says so", async () => {
  const { columns: [a] } = await frameOf(csv, { path: "x.csv", categories: "a" });
  assert(a?.kind === "category");
  assert.deepEqual(a.words, ["1", "2"]);
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
  assert.deepEqual(await summaryIn(csv, args), ["E0423 x.csv"]);
});

Deno.test("csv collects every mistake about ignored columns", async () => {
  const args = { path: "x.csv", target: "y", ignore: ["b", "b", "y", "c"] };
  assert.deepEqual(await summaryIn(csv, args), ["E0422 x.csv", "E0423 x.csv", "E0421 x.csv"]);
});

Deno.test("rows takes cells from the pipe file and names the columns", async () => {
  const frame = await frameOf(rows, { values: [[1, -0.5, "a"], [1e21, 2, "b"]] });
  assert.deepEqual(textsIn(frame), { x1: ["1", "1e+21"], x2: ["-0.5", "2"], x3: ["a", "b"] });
  assert.deepEqual(frame.columns.map(({ kind }) => kind), ["number", "number", "category"]);
  assert.deepEqual(frame.wordsOf("x2").words, ["-0.5", "2"]);
  assert.equal(frame.placeOf(1, "x2"), 'rows, row 2, column "x2"');
});

Deno.test("rows must be as long as the columns are many", async () => {
  const ragged = (args: Args) => summaryIn(rows, args);
  assert.deepEqual(await ragged({ values: [[1, 2], [3], [4, 5, 6]] }), [
    "E0406 rows, row 2",
  ]);
  assert.deepEqual(await ragged({ values: [[1, 2]], columns: ["a"] }), ["E0406 rows, row 1"]);
  assert.deepEqual(await ragged({ values: [[1, 2]], columns: ["a", "a"] }), ["E0405 rows"]);
  assert.deepEqual(await ragged({ values: [] }), ["E0403 rows"]);
});

Deno.test("reader names are unique", () => {
  assert.equal(new Set(readers.map(({ name }) => name)).size, readers.length);
});

Deno.test("names are the same in every Unicode normal form", async () => {
  const [one, two] = ["Größe é".normalize("NFC"), "Größe é".normalize("NFD")];
  assert.notEqual(one, two);
  const files = { "x.csv": `${two},y\n1,u\n2,v\n`, "x.jsonl": `{"${two}": 1, "y": "u"}\n` };
  const namesIn = async (reader: Reader, path: string) => {
    const loaded = await reported((report) => reader.read({ path }, readerContext(files, report)));
    return unwrap(loaded).frame.columns.map(({ name }) => name);
  };
  assert.deepEqual(await namesIn(csv, "x.csv"), [one, "y"]);
  const jsonl = readers.find(({ name }) => name === "jsonl")!;
  assert.deepEqual(await namesIn(jsonl, "x.jsonl"), [one, "y"]);
  for (const text of [one, two]) {
    const lines = [
      "pipe 1",
      `load rows([[1, 2]], columns = ["${one}", y])`,
      `column "${text}": ignore`,
    ];
    const source = { name: "x.pipe", text: [...lines, "model { linear(1) }"].join("\n") };
    const { dataset } = await assembleSource(source);
    assert.deepEqual(dataset.columns.map(({ schema }) => schema.name), ["y"]);
  }
});
