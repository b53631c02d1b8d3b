/** The page of data. */
import assert from "node:assert/strict";
import { dataReport } from "../../report/data_report.ts";
import type { ReportedColumn, ReportedData } from "../../report/input/data.ts";

const numbers = (name: string, values: readonly (number | null)[]): ReportedColumn => ({
  ...{ name, role: "feature", type: "number", because: "every cell is a number", values },
  missing: values.filter((value) => value === null).length,
  distinct: 3,
  numbers: { low: 1, mean: 2, high: 3 },
});
const words = (name: string, role: "feature" | "target"): ReportedColumn => ({
  ...{ name, role, type: "category", because: "its cells are words", missing: 0, distinct: 2 },
  values: ["a", "b", "a", "a"],
  words: [["a", 3], ["b", 1]],
});
const data: ReportedData = {
  ...{ name: "x.csv", rows: 4, shownRows: 4, findings: [], penstock: "0.2.0" },
  columns: [numbers("size", [1, 2, null, 3]), words("kind", "target")],
  classes: { column: "kind", names: ["a", "b"], counts: [3, 1], codes: [0, 1, 0, 0] },
  command: "penstock data x.csv --report x.html",
};

Deno.test("the page says how much there is, what is missing, and what always answering one class is worth", () => {
  const page = dataReport(data);
  assert.match(
    page,
    /<b><bdi>x\.csv<\/bdi><\/b> has <b>4 rows<\/b> and 2 columns; 1 cell is missing\./,
  );
  assert.match(page, /Missing in <bdi>size<\/bdi> \(25%\)\./);
  assert.match(page, /Always answering “<bdi>a<\/bdi>”.* would be right in 75% of these rows\./);
});

Deno.test("numbers are drawn by class, words as bars, the target first", () => {
  const page = dataReport(data);
  const ids = [...page.matchAll(/aria-labelledby="(column-\d)-title/g)].map(([, id]) => id);
  assert.deepEqual(ids, ["column-0", "column-1"]);
  assert.match(page, /Distribution of kind[\s\S]*Distribution of size/);
  const size = /<svg[^>]*column-1-title[\s\S]*?<\/svg>/.exec(page)?.[0] ?? "";
  assert.match(size, />a<\/text>[\s\S]*>b<\/text>/);
});

Deno.test("what is odd is told with its code, and some of many rows are said to be some", () => {
  const page = dataReport({
    ...data,
    ...{ rows: 90_000, classes: undefined },
    findings: [{ code: "W0903", severity: "warning", message: "<b>odd</b>", help: "Look at it" }],
  });
  assert.match(
    page,
    /warning <code>W0903<\/code><\/dt><dd>&lt;b&gt;odd&lt;\/b&gt;<br>Look at it\.<\/dd>/,
  );
  assert.match(page, /4 of 90,000 rows are drawn\./);
  assert(!dataReport(data).includes('id="findings"'));
});
