import assert from "node:assert/strict";
import { apartFinding, contentOf, tailFinding } from "../../../report/words/column_finding.ts";
import { markup } from "../../../report/markup/markup.ts";
import { numbersColumn } from "../parts_runs.ts";

const text = (content: unknown) => String(content ?? "");
const classes = (rows: number) => Array.from({ length: 2 * rows }, (_, row) => row < rows ? 0 : 1);
const apart = (values: readonly number[], codes: readonly number[]) =>
  apartFinding([{ column: numbersColumn("x"), values, classes: codes }], ["low", "high"]);

Deno.test("a class is apart where no row of another lies in its range", () => {
  const values = Array.from({ length: 20 }, (_, row) => row);
  assert.match(text(apart(values, classes(10))), /lies apart from all other rows in <bdi>x/);
});

Deno.test("where the ranges touch, no column sets a class apart", () => {
  const values = Array.from({ length: 20 }, (_, row) => row === 10 ? 9 : row);
  assert.equal(text(apart(values, classes(10))), "No column by itself sets a class apart.");
});

Deno.test("classes of less than 10 rows say nothing", () => {
  const values = Array.from({ length: 18 }, (_, row) => row);
  assert.equal(apart(values, classes(9)), undefined);
});

/** Of 100 rows so many at 100, the others from 0 to 49. */
const tailed = (rows: number) =>
  text(tailFinding({
    column: numbersColumn("price"),
    values: Array.from({ length: 100 }, (_, row) => row < rows ? 100 : row / 2),
    classes: [],
  }));

Deno.test("a quarter of the range that under 5% of the rows are in is told", () => {
  assert.equal(
    tailed(4),
    "Only 4 of 100 rows have <bdi>price</bdi> above 75.5, the highest quarter of its range.",
  );
  assert.equal(tailed(5), "");
});

Deno.test("few rows and few different numbers have no tail", () => {
  const column = numbersColumn("price");
  const few = Array.from({ length: 39 }, (_, row) => row === 0 ? 100 : row / 2);
  assert.equal(tailFinding({ column, values: few, classes: [] }), undefined);
  const same = Array.from({ length: 100 }, (_, row) => row === 0 ? 100 : row % 6);
  assert.equal(tailFinding({ column, values: same, classes: [] }), undefined);
});

Deno.test("what a column holds is told by its kind", () => {
  const of = (content: Parameters<typeof numbersColumn>[1]) =>
    String(markup`${contentOf(numbersColumn("x", content))}`);
  assert.equal(of({ content: { kind: "numbers", low: 1, high: 2.34567 } }), "1 to 2.346");
  assert.equal(of({ content: { kind: "numbers", low: Infinity, high: -Infinity } }), "no number");
  assert.equal(
    of({ content: { kind: "dates", low: 0, high: 86_400 } }),
    "1970-01-01 to 1970-01-02",
  );
  assert.equal(of({ content: { kind: "images", shape: [28, 28, 1] } }), "28 × 28 × 1");
  const words = Array.from({ length: 15 }, () => "<w>");
  assert.match(of({ content: { kind: "words", words } }), /^<bdi>&lt;w&gt;<\/bdi>, .* and 3 more$/);
});
