import assert from "node:assert/strict";
import fc from "fast-check";
import { recordBlocks } from "../../../runtime/formats/record_blocks.ts";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";

const cell = fc.array(fc.constantFrom("a", "é", " ", ",", '"', "\n", "\r\n", "1"), { maxLength: 6 })
  .map((signs) => signs.join(""));
const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

Deno.test("blocks of records hold whole records, wherever pieces and lines break", () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (
      rows,
      size,
      piece,
    ) => {
      const text = rows.map((row) => `x,${row.map(quoted).join(",")}\n`).join("");
      const bytes = new TextEncoder().encode(text);
      const pieces = Array.from(
        { length: Math.ceil(bytes.length / piece) },
        (_, at) => bytes.subarray(at * piece, (at + 1) * piece),
      );
      const blocks = [...recordBlocks(pieces, { quote: '"', size })]
        .map(({ bytes, line }) => ({ text: new TextDecoder().decode(bytes), line }));
      assert.equal(blocks.map((block) => block.text).join(""), text);
      let before = "";
      let count = 0;
      for (const block of blocks) {
        assert.equal(block.line, 1 + (before.match(/\r\n|\r|\n/g)?.length ?? 0));
        count += frameFromCsv("x.csv", block.text, { hasHeader: false }).rows;
        before += block.text;
      }
      assert.equal(count, rows.length);
    }),
  );
});
