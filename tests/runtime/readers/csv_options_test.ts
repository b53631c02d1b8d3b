/** Each option of `load csv` beside what pandas' `read_csv` gives for it. */
import assert from "node:assert/strict";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import { reported } from "../../../dsl/text/report.ts";
import { isMissing, type TableColumn, tabular, valueAt } from "../../../runtime/data/column.ts";
import { csv as csvFormat } from "../../../runtime/readers/csv.ts";
import { fileReader } from "../../../runtime/readers/file_reader.ts";
import { csvOptions } from "../../../runtime/readers/csv_options.ts";
import { readerContext } from "../frames.ts";

const csv = fileReader(csvFormat);

type Cell = number | string | null;

interface Case {
  readonly name: string;
  /** A character a byte. */
  readonly bytes: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly columns: Readonly<Record<string, readonly Cell[]>>;
}

const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  await Deno.readTextFile(new URL("../fixtures/pandas_csv.json", import.meta.url)),
);

const defaults = Object.fromEntries(
  Object.entries(csvOptions).flatMap(([name, spec]) =>
    "default" in spec ? [[name, spec.default]] : []
  ),
);

function cellsOf(column: TableColumn, rows: number): Cell[] {
  return Array.from({ length: rows }, (_, row) => {
    if (isMissing(column, row)) return null;
    return column.kind === "number" ? valueAt(column, row) : column.words[column.codes[row]];
  });
}

for (const { name, bytes, options, columns } of cases) {
  Deno.test(`csv reads as pandas: ${name}`, async () => {
    const file = Uint8Array.from(bytes, (sign) => sign.charCodeAt(0));
    const { frame } = unwrap(
      await reported(async (report) =>
        await csv.read(
          { path: "x.csv", ...defaults, ...options },
          readerContext({ "x.csv": file }, report),
        )
      ),
    );
    const found = frame.columns.map(tabular)
      .map((column) => [column.name, cellsOf(column, frame.rows)]);
    assert.deepEqual(Object.fromEntries(found), columns);
  });
}

Deno.test("every option is tried", () => {
  const tried = new Set(cases.flatMap(({ options }) => Object.keys(options)));
  // What leaves out rows with missing values is tested with the rows that are left.
  const untried = Object.keys(csvOptions).filter((name) => !tried.has(name));
  assert.deepEqual(untried, ["missing_rows"]);
});
