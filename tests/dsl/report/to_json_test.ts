import assert from "node:assert/strict";
import type { Diagnostic } from "../../../dsl/text/diagnostic.ts";
import { inOrderOfPlace } from "../../../dsl/text/order.ts";
import { toJson } from "../../../dsl/report/to_json.ts";

const source = { name: "a.pipe", text: "pipe 1\nloss 😀x\nseed 7\n" };
const other = { name: "b.pipe", text: "pipe 1\n" };
const problem: Diagnostic = { code: "E0204", severity: "error", message: "wrong" };

Deno.test("a diagnostic as JSON has lines and columns from 1, in code points", () => {
  const span = { source, start: 12, end: 15 };
  const notes = [
    { message: "first", span: { source, start: 0, end: 6 } },
    { message: "as here", place: "x.csv:3" },
  ];
  const help = "mend it";
  assert.deepEqual(toJson([{ ...problem, span, notes, help }]), [{
    code: "E0204",
    severity: "error",
    message: "wrong",
    help: "mend it",
    place: null,
    file: "a.pipe",
    line: 2,
    column: 6,
    endLine: 2,
    endColumn: 8,
    notes: [
      {
        message: "first",
        place: null,
        file: "a.pipe",
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 7,
      },
      {
        message: "as here",
        place: "x.csv:3",
        file: null,
        line: null,
        column: null,
        endLine: null,
        endColumn: null,
      },
    ],
  }]);
});

Deno.test("every field of a diagnostic as JSON is there, whatever is known", () => {
  const [plain] = toJson([{ ...problem, place: 'x.csv:3, column "a"' }]);
  assert.deepEqual(plain, {
    code: "E0204",
    severity: "error",
    message: "wrong",
    help: null,
    place: 'x.csv:3, column "a"',
    file: null,
    line: null,
    column: null,
    endLine: null,
    endColumn: null,
    notes: [],
  });
});

Deno.test("diagnostics are sorted by file, then position; those without a text come last", () => {
  const at = (text: typeof source, start: number) => ({
    ...problem,
    span: { source: text, start, end: start },
  });
  const [a, b, c, d] = [at(source, 9), at(other, 0), at(source, 1), { ...problem, place: "x" }];
  assert.deepEqual(inOrderOfPlace([d, a, b, c]), [c, a, b, d]);
});
