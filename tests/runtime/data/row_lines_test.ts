/** The lines of rows are those that messages name. */
import assert from "node:assert/strict";
import { RowLines } from "../../../runtime/data/row_lines.ts";
import { joinFrames, selectRows } from "../../../runtime/data/frame.ts";
import { frameFromCsv } from "../../../runtime/formats/csv_frame.ts";

Deno.test("rows that follow each other line by line, and others, have their lines", () => {
  const lines = [2, 3, 4, 7, 8, 20, 22, 23];
  const noted = new RowLines();
  lines.forEach((line, row) => noted.add(row, line));
  assert.deepEqual(lines.map((_, row) => noted.of(row)), lines);
});

const tables: Readonly<Record<string, string>> = {
  "of one line each": Array.from({ length: 200 }, (_, row) => `${row},x\n`).join(""),
  "with blank lines and cells of several": Array.from(
    { length: 200 },
    (_, row) => row % 9 === 4 ? `\n\n${row},x\n` : row % 5 === 0 ? `${row},"x\ny"\n` : `${row},x\n`,
  ).join(""),
};

for (const [what, rows] of Object.entries(tables)) {
  Deno.test(`the rows of a CSV ${what} stand where a message says`, () => {
    const frame = frameFromCsv("x.csv", `a,b\n${rows}`);
    const told = (row: number) => Number(/:(\d+)/.exec(frame.placeOf(row, "a"))?.[1]);
    const all = Array.from({ length: frame.rows }, (_, row) => row);
    assert.deepEqual(all.map((row) => frame.lines?.of(row)), all.map(told));
    const some = selectRows(frame, Int32Array.of(150, 3));
    assert.deepEqual([some.lines?.of(0), some.lines?.of(1)], [told(150), told(3)]);
    assert.equal(joinFrames([frame, frame]).lines, undefined);
  });
}
