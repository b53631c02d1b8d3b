/** Every shipped pipeline, changed at random, and random bytes: never a throw, never a hang. */
import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { check } from "../../dsl/check/check.ts";
import { format } from "../../dsl/format/format.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { renderAll } from "../../dsl/report/render.ts";
import { nestedExample } from "./example.ts";
import { keywords } from "../../dsl/syntax/tokens.ts";
import { vocabulary } from "../../runtime/vocabulary.ts";

function* pipelinesIn(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* pipelinesIn(join(folder, name));
    else if (name.endsWith(".pipe")) yield join(folder, name);
  }
}

const texts = [
  nestedExample,
  ...[...pipelinesIn(new URL("../../pipelines", import.meta.url).pathname)]
    .sort().map((path) => Deno.readTextFileSync(path)),
];
const words = [..."()[]{},:=+-*/.\"'#\n\t%", ...Object.keys(keywords), "1e999", "0..", "relu"];

/** A text with a few of its places cut, doubled or overwritten. */
const mutant = fc.tuple(
  fc.constantFrom(...texts),
  fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.constantFrom("", ...words)),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
).map(([text, changes]) =>
  changes.reduce((before, [place, length, added]) => {
    const at = Math.floor(place * before.length);
    return before.slice(0, at) + added + before.slice(at + length);
  }, text)
);

/** Reads a text as far as it goes without other files. */
function read(text: string): void {
  const result = parse({ name: "x.pipe", text });
  const diagnostics = result.ok ? result.warnings : result.diagnostics;
  assert(result.ok || diagnostics.length > 0, "what is refused is explained");
  renderAll(diagnostics);
  format({ name: "x.pipe", text });
  if (!result.ok) return;
  const isAlone = result.value.items.every(({ kind }) =>
    !["use", "override", "variant"].includes(kind)
  );
  if (isAlone) renderAll(diagnosticsOf(check(result.value, vocabulary)));
}

function diagnosticsOf(result: ReturnType<typeof check>) {
  return result.ok ? result.warnings : result.diagnostics;
}

Deno.test("every shipped pipeline parses as it is", () => {
  assert(texts.length > 10);
  texts.forEach((text) => assert(parse({ name: "x.pipe", text }).ok));
});

Deno.test("shipped pipelines with changes never throw", () => {
  fc.assert(fc.property(mutant, read), { numRuns: 600 });
});

Deno.test("random bytes never throw", () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const decoder = new TextDecoder();
  fc.assert(fc.property(bytes, (each) => read(decoder.decode(each))), { numRuns: 300 });
});
