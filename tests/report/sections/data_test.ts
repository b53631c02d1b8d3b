import assert from "node:assert/strict";
import { dataSection } from "../../../report/sections/data.ts";
import { hostile, numbersColumn, textOfSection, times, tinyRun } from "../parts_runs.ts";

const textOf = (run = tinyRun()) => textOfSection(dataSection(run));

Deno.test("a column of numbers has a picture with a base line for each class", () => {
  const text = textOf();
  assert.equal(times(text, "<svg"), 2);
  assert.equal(times(text, 'class="point class-0"'), 2);
  assert.equal(times(text, 'class="point class-1"'), 2);
  assert.match(text, /20 rows, none left out\. 2 columns feed the network, all of numbers/);
  assert.match(text, /“<bdi>low<\/bdi>” lies apart from all other rows in <bdi>x<\/bdi>\./);
});

Deno.test("numbers are answered: the target comes first, the table has its mean", () => {
  const { records } = tinyRun();
  const columns = [numbersColumn("x"), numbersColumn("price", { role: "target", features: 0 })];
  const { train } = records.parts;
  assert(train);
  const text = textOf(tinyRun({
    records: {
      columns,
      answers: { kind: "numbers", names: ["price"] },
      parts: { train: { ...train, targets: train.recorded.map((row) => row), labels: undefined } },
    },
  }));
  assert(text.indexOf(">price</bdi></code>, the target") < text.indexOf("<code><bdi>x"));
  assert.match(text, />Mean</);
  assert.match(text, /<td>9\.50<\/td>/);
});

Deno.test("words are bars, of many the most common", () => {
  const words = Array.from({ length: 12 }, (_, at) => `word ${at}`);
  const column = numbersColumn("colour", { type: "category", content: { kind: "words", words } });
  const { train } = tinyRun().records.parts;
  assert(train);
  const cells = {
    rows: train.recorded,
    columns: { colour: train.recorded.map((row) => words[row % 12]) },
  };
  const text = textOf(
    tinyRun({ records: { columns: [column], parts: { train: { ...train, cells } } } }),
  );
  assert.equal(times(text, 'class="bar"'), 5);
  assert.match(text, /and 7 more words/);
});

Deno.test("of many columns eight are drawn, the most important where that is known", () => {
  const columns = Array.from({ length: 300 }, (_, at) => numbersColumn(`c${at}`));
  const { train } = tinyRun().records.parts;
  assert(train);
  const cells = {
    rows: train.recorded,
    columns: Object.fromEntries(columns.map(({ name }) => [name, train.recorded])),
  };
  const parts = { train: { ...train, cells } };
  const first = textOf(tinyRun({ records: { columns, parts } }));
  assert.equal(times(first, "<svg"), 8);
  assert.match(first, /Of 300 columns the first 8\./);
  const importance = {
    ...{ part: "train", rows: 20, metric: "accuracy", shuffles: 1, base: 1 } as const,
    columns: columns.map(({ name }, at) => ({ column: name, drops: [at] })),
  };
  const ranked = textOf(tinyRun({ records: { columns, parts, importance } }));
  assert.match(ranked, /Of 300 columns the 8 that matter most\./);
  assert.match(ranked, /<h3><code><bdi>c299/);
});

Deno.test("of 60 classes the table has ten and the rest as one line; there are no base lines", () => {
  const names = Array.from({ length: 60 }, (_, at) => `class ${at}`);
  const text = textOf(tinyRun({
    metrics: { class_counts: { classes: names, parts: { train: names.map((_, at) => at) } } },
    records: { answers: { kind: "classes", names } },
  }));
  assert.match(text, /50 more/);
  assert.equal(times(text, 'class="point'), 0);
});

Deno.test("with two rows there is a table and the reason why nothing is drawn", () => {
  const { train } = tinyRun().records.parts;
  assert(train);
  const part = { ...train, rows: 2, recorded: [0, 1], cells: undefined };
  const text = textOf(tinyRun({ records: { parts: { train: part } } }));
  assert.equal(times(text, "<svg"), 0);
  assert.match(text, /With 2 rows there is nothing to draw\./);
});

Deno.test("rows left out and missing cells are told", () => {
  const text = textOf(tinyRun({
    metrics: { rows_left_out: 6 },
    records: {
      columns: [numbersColumn("x", { missing: 4 }), numbersColumn("y", { role: "none" })],
    },
  }));
  assert.match(text, /26 rows; 6 are left out for a missing value, which leaves 20\./);
  assert.match(text, /1 column is not used/);
  assert.match(text, /Missing: 4 of <bdi>x<\/bdi>\./);
});

Deno.test("names of columns and classes are escaped", () => {
  const { train } = tinyRun().records.parts;
  assert(train?.cells);
  const cells = { ...train.cells, columns: { [hostile]: train.cells.columns.x } };
  const text = textOf(tinyRun({
    metrics: { class_counts: { classes: [hostile, "b"], parts: { train: [10, 10] } } },
    records: {
      columns: [numbersColumn(hostile)],
      answers: { kind: "classes", names: [hostile, "b"] },
      parts: { train: { ...train, cells } },
    },
  }));
  assert(!text.includes("<script"));
  assert.match(text, /&lt;script&gt;/);
});
