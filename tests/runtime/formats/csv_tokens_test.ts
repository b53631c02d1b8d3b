import assert from "node:assert/strict";
import fc from "fast-check";
import { type CsvDialect, CsvTokens } from "../../../runtime/formats/csv_tokens.ts";
import { referenceRecords } from "./csv_reference.ts";

interface Found {
  readonly line: number;
  readonly texts: readonly string[];
}

class Broken extends Error {
  constructor(readonly reason: string, readonly line: number) {
    super(reason);
  }
}

/** The records of a text that comes in pieces. @throws {Broken} */
function recordsIn(pieces: readonly Uint8Array[], dialect: CsvDialect = {}): Found[] {
  const tokens = new CsvTokens(dialect, {
    fail: (reason, line) => {
      throw new Broken(reason, line);
    },
  });
  const found: Found[] = [];
  let isStarted = false;
  const readOn = () => {
    isStarted ||= tokens.skipMark();
    while (isStarted && tokens.nextRecord() === "record") {
      const { line } = tokens;
      const texts = tokens.readRecord();
      if (!texts) break;
      found.push({ line, texts });
    }
    tokens.wait();
  };
  for (const piece of pieces) if (tokens.push(piece)) readOn();
  tokens.finish();
  readOn();
  return found;
}

/** Pieces of so many bytes. */
function cut(text: string, size: number): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, at) => bytes.slice(at * size, (at + 1) * size));
}

function textsIn(text: string, dialect: CsvDialect = {}): readonly (readonly string[])[] {
  return recordsIn(cut(text, 1000), dialect).map(({ texts }) => texts);
}

Deno.test("a byte order mark and blank lines are passed over, and any line end ends a line", () => {
  const text = "\uFEFFa,b\r\n1,2\n\n  \r3,4\r";
  assert.deepEqual(textsIn(text), [["a", "b"], ["1", "2"], ["3", "4"]]);
});

Deno.test("separators, quotes and line breaks inside quotes belong to the cell", () => {
  assert.deepEqual(textsIn('"a,b","say ""hi""","x\r\ny"\n'), [["a,b", 'say "hi"', "x\r\ny"]]);
});

Deno.test("records may differ in length", () => {
  assert.deepEqual(textsIn("a,b\n1\n1,2,3"), [["a", "b"], ["1"], ["1", "2", "3"]]);
});

Deno.test("cells may be separated by any character", () => {
  for (const separator of [";", "|", " ", "\t", ".", "5", "é", "😀"]) {
    const text = [`a${separator}b`, `x${separator}"y${separator}"`].join("\n");
    assert.deepEqual(textsIn(text, { separator }), [["a", "b"], ["x", `y${separator}`]]);
  }
});

Deno.test("a line break or a quote as separator does no harm", () => {
  for (const separator of ["\n", "\r", ""]) {
    assert.deepEqual(textsIn("a,b\n1,2\n", { separator }), [["a,b"], ["1,2"]]);
  }
  assert.deepEqual(textsIn('a"b\n', { separator: '"' }), [["a", "b"]]);
});

Deno.test("blanks before a cell are dropped, unless tabs separate cells", () => {
  assert.deepEqual(textsIn(' a, \t"b" \n'.replace('" ', '"')), [["a", "b"]]);
  assert.deepEqual(textsIn(" a\t\tb\n \n", { separator: "\t" }), [[" a", "", "b"], [" "]]);
});

Deno.test("lines that start with a comment are passed over, whatever is in them", () => {
  const text = '# "so\na#,1\n  # more "\n##\n"#",2\n#';
  assert.deepEqual(textsIn(text, { comment: "#" }), [["a#", "1"], ["#", "2"]]);
});

for (
  const [name, text, line] of [
    ["a quote is opened and never closed", 'a,b\n\n1,"2\n3\n', 3],
    ["a quote stands inside an unquoted cell", 'a,b\r\n"x\r\ny",2\r\n1x"2,3', 4],
    ["text follows a closing quote", 'a,b\n"1"x,2', 2],
  ] as const
) {
  Deno.test(`${name}: the line of its record is named`, () => {
    assert.throws(() => textsIn(text), new Broken(name, line));
  });
}

Deno.test("every record knows the line on which it starts", () => {
  const piece = fc.constantFrom(
    { text: "1,2", lines: 1, isRecord: true },
    { text: '"a\nb",""', lines: 2, isRecord: true },
    { text: '  "say ""\r\n\r""",2', lines: 3, isRecord: true },
    { text: "1,", lines: 1, isRecord: true },
    { text: "", lines: 1, isRecord: false },
    { text: " \t", lines: 1, isRecord: false },
  );
  const end = fc.constantFrom("\n", "\r\n");
  const size = fc.integer({ min: 1, max: 64 });
  fc.assert(fc.property(fc.array(fc.tuple(piece, end)), size, (pieces, size) => {
    const text = pieces.map(([{ text }, end]) => text + end).join("");
    const expected: number[] = [];
    let line = 1;
    for (const [{ lines, isRecord }] of pieces) {
      if (isRecord) expected.push(line);
      line += lines;
    }
    assert.deepEqual(recordsIn(cut(text, size)).map(({ line }) => line), expected);
  }));
});

Deno.test("any text gives the records that csv-parse finds, in pieces of any size", () => {
  const pieces = fc.constantFrom(..."a1.- ,;\t\n\r\fé#", '"', '""', '"a"', "\r\n", "\n\n", ', "');
  const texts = fc.tuple(fc.constantFrom("", "\ufeff"), fc.array(pieces, { maxLength: 30 }))
    .map(([mark, each]) => mark + each.join(""));
  const dialects = fc.record({ separator: fc.constantFrom(",", ";", "\t", "é") });
  const sizes = fc.integer({ min: 1, max: 64 });
  fc.assert(
    fc.property(texts, dialects, sizes, (text, dialect, size) => {
      const expected = referenceRecords(text, dialect);
      const read = () => recordsIn(cut(text, size), dialect).map(({ texts }) => texts);
      if (expected) assert.deepEqual(read(), expected);
      else assert.throws(read, Broken);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("the place where a text is cut in two makes no difference", () => {
  const text = '\ufeff# no, "record\nä;"1;ß""\r\n";  7.5\r\r\n \n"";é\r# x\r\nlast;"ü"';
  const dialect = { separator: ";", comment: "#" };
  const bytes = new TextEncoder().encode(text);
  const whole = recordsIn([bytes], dialect);
  assert.equal(whole.length, 3);
  for (let at = 1; at < bytes.length; at++) {
    assert.deepEqual(recordsIn([bytes.slice(0, at), bytes.slice(at)], dialect), whole, `${at}`);
  }
});

Deno.test("a record of many pieces is begun again seldom, and read to its end", () => {
  const tokens = new CsvTokens({}, { fail: (reason) => assert.fail(reason) });
  const piece = new TextEncoder().encode("0123456789");
  let tries = 0;
  tokens.push(Uint8Array.of(0x22));
  for (let at = 0; at < 10_000; at++) {
    if (!tokens.push(piece)) continue;
    tries += 1;
    assert.equal(tokens.readRecord(), undefined);
    tokens.wait();
  }
  // Each time twice as much is there as before.
  assert(tries > 5 && tries < 20, `${tries}`);
  tokens.push(Uint8Array.of(0x22));
  tokens.finish();
  assert.equal(tokens.readRecord()?.[0]?.length, 100_000);
});
