import assert from "node:assert/strict";
import { stringify } from "@std/csv";
import { parse } from "csv-parse/sync";
import fc from "fast-check";

Deno.test("stringify writes what a parser reads back", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é") });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }));
  fc.assert(fc.property(rows, (rows) => {
    assert.deepEqual(parse(stringify(rows, { columns: ["x", "y"] })), [["x", "y"], ...rows]);
  }));
});
