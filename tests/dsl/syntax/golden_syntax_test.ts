import { deepStrictEqual as assertEquals, ok as assert } from "node:assert/strict";
import { parse } from "../../../dsl/syntax/parse.ts";
import { renderAll } from "../../../dsl/report/render.ts";

const folder = new URL("../golden/syntax/", import.meta.url);
const mistakes = [...Deno.readDirSync(folder)]
  .filter(({ name }) => name.endsWith(".pipe"))
  .map(({ name }) => name.slice(0, -".pipe".length))
  .sort();

function renderMistake(mistake: string): string {
  const name = `${mistake}.pipe`;
  const result = parse({ name, text: Deno.readTextFileSync(new URL(name, folder)) });
  assert(!result.ok, `${name} has no mistake`);
  return renderAll(result.diagnostics) + "\n";
}

for (const mistake of mistakes) {
  Deno.test(`${mistake}.pipe gives the diagnostics of ${mistake}.txt`, () => {
    const expected = new URL(`${mistake}.txt`, folder);
    const actual = renderMistake(mistake);
    if (Deno.env.get("UPDATE_GOLDEN") === "1") Deno.writeTextFileSync(expected, actual);
    assertEquals(actual, Deno.readTextFileSync(expected));
  });
}

Deno.test("every syntax code has a golden file", () => {
  const shown = mistakes.map(renderMistake).join("\n");
  // Size and depth need text that nobody wants in a golden file; `limits_test.ts` covers them.
  const inLimits = ["E0101", "E0102", "E0133"];
  const source = ["lexical_diagnostics.ts", "line_diagnostics.ts", "syntax_diagnostics.ts"]
    .map((each) => Deno.readTextFileSync(new URL(`../../../dsl/syntax/${each}`, import.meta.url)))
    .join("");
  const codes = [...source.matchAll(/"(E01\d\d)"/g)].map(([, code]) => code);
  assert(codes.length === new Set(codes).size, "a code is used twice");
  assertEquals(codes.filter((each) => !shown.includes(each)), inLimits);
});
