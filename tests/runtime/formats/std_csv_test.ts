import assert from "node:assert/strict";
import { parse, stringify } from "@std/csv";
import fc from "fast-check";
import { parseQuoted } from "../../../runtime/formats/std_csv.ts";
import { recordLines } from "../../../runtime/formats/record_lines.ts";

Deno.test("parse drops a byte order mark and blank lines, and takes any line end", () => {
  const text = "\uFEFFa,b\r\n1,2\n\n  \r3,4\r";
  assert.deepEqual(parse(text, { trimLeadingSpace: true }), [["a", "b"], ["1", "2"], ["3", "4"]]);
});

Deno.test("parse keeps separators, quotes and line breaks inside quotes", () => {
  assert.deepEqual(parse('"a,b","say ""hi""","x\r\ny"\n'), [["a,b", 'say "hi"', "x\r\ny"]]);
});

Deno.test("parse leaves ragged rows to its caller", () => {
  assert.deepEqual(parse("a,b\n1\n1,2,3"), [["a", "b"], ["1"], ["1", "2", "3"]]);
});

Deno.test("parse takes another separator", () => {
  assert.deepEqual(parse("a;b\n1;2", { separator: ";" }), [["a", "b"], ["1", "2"]]);
});

for (
  const [name, text, line] of [
    ["an unclosed quote", 'a,b\n\n1,"2\n3\n', 3],
    ["a quote inside a cell", 'a,b\r\n"x\r\ny",2\r\n1x"2,3', 4],
    ["text after a closing quote", 'a,b\n"1"x,2', 2],
  ] as const
) {
  Deno.test(`parse names the line of the record with ${name}`, () => {
    assert.throws(() => parse(text), new RegExp(`^SyntaxError: parse error on line ${line}: `));
  });
}

Deno.test("stringify writes what parse reads back", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é") });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }));
  fc.assert(fc.property(rows, (rows) => {
    assert.deepEqual(parse(stringify(rows, { columns: ["x", "y"] })), [["x", "y"], ...rows]);
  }));
});

Deno.test("record lines point at the line on which each record starts", () => {
  // Each piece is a record with its number of lines, or a blank line.
  const piece = fc.constantFrom(
    { text: "1,2", lines: 1, isRecord: true },
    { text: '"a\nb",""', lines: 2, isRecord: true },
    { text: '  "say ""\r\n\r""",2', lines: 3, isRecord: true },
    { text: "1,", lines: 1, isRecord: true },
    { text: "", lines: 1, isRecord: false },
    { text: " \t", lines: 1, isRecord: false },
  );
  const end = fc.constantFrom("\n", "\r\n");
  fc.assert(fc.property(fc.array(fc.tuple(piece, end)), (pieces) => {
    const text = pieces.map(([{ text }, end]) => text + end).join("");
    const expected: number[] = [];
    let line = 1;
    for (const [{ lines, isRecord }] of pieces) {
      if (isRecord) expected.push(line);
      line += lines;
    }
    assert.deepEqual(recordLines(text), expected);
    assert.equal(parse(text, { trimLeadingSpace: true }).length, expected.length);
  }));
});

Deno.test("text without quotes gives the same rows with the parser and without", () => {
  const pieces = fc.constantFrom(..."a1.- ,;\t\n\r\f", "\r\n", "\n\n", " ,", ", ");
  const texts = fc.tuple(fc.constantFrom("", "\ufeff"), fc.array(pieces, { maxLength: 30 }))
    .map(([mark, each]) => mark + each.join(""));
  const options = fc.record({
    separator: fc.constantFrom(",", ";", "\t"),
    trimLeadingSpace: fc.boolean(),
  }).filter(({ separator, trimLeadingSpace }) => !(separator === "\t" && trimLeadingSpace));
  fc.assert(
    fc.property(texts, options, (text, chosen) => {
      assert.deepEqual(parse(text, chosen), parseQuoted(text, chosen));
    }),
    { numRuns: 2000 },
  );
});
