import assert from "node:assert/strict";
import { codesInSources, diagnosticsPage } from "../../docs/diagnostics.ts";

const page = diagnosticsPage();
const rows = page.split("\n").filter((line) => /^\| [EW]0/.test(line));
const codes = rows.map((line) => line.slice(2, 7));

Deno.test("docs/diagnostics.md lists every code of the sources once", () => {
  assert(codes.length > 150);
  assert.deepEqual(codes.toSorted(), codesInSources());
});

Deno.test("docs/diagnostics.md shows an example and an exit code of each", () => {
  const odd = rows.filter((line) => !/^\| [EW]\d{4} \| (?:\d|130) \| \S.* \| .*\|$/.test(line));
  assert.deepEqual(odd, []);
});
