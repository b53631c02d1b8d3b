import { ok as assert } from "node:assert/strict";
import fc from "fast-check";
import { renderAll } from "../../dsl/report/render.ts";
import { keywords } from "../../dsl/syntax/tokens.ts";
import { diagnosticsOf, example, nestedExample, parseText } from "./example.ts";

const options = { numRuns: 250 };

const words = [
  ..."()[]{},:=+-*/.;\"'#\n\r\t\\%@“ ",
  ...Object.keys(keywords),
  ..."in on .. \n\n name 1 0.5 .5 5. 20% \"text\" // 'x' 漢 \u0000 \u202e 😀".split(" "),
];
const soup = fc.array(fc.constantFrom(...words), { maxLength: 60 });

/** Checks what holds for every text: an answer, places inside the text, in order, renderable. */
function assertSound(text: string): void {
  const result = parseText(text);
  const diagnostics = result.ok ? result.warnings : result.diagnostics;
  assert(result.ok || diagnostics.length > 0);
  let [last, lastLine] = [0, -1];
  for (const { span, notes = [], message, help } of diagnostics) {
    assert(span && message && help);
    for (const place of [span, ...notes.map((each) => each.span)]) {
      assert(place, "all there is to show is text");
      const { start, end } = place;
      assert(0 <= start && start <= end && end <= text.length);
    }
    const line = text.slice(0, span.start).split("\n").length;
    assert(span.start >= last && line > lastLine, "one mistake a line, sorted");
    [last, lastLine] = [span.start, line];
  }
  assert(!/chevrotain|token|EOF|Redundant|undefined|NaN/i.test(jargonOf(diagnostics)));
  renderAll(diagnostics, { color: true });
}

/** The messages without what they quote. */
function jargonOf(diagnostics: ReturnType<typeof diagnosticsOf>): string {
  return diagnostics.map(({ message }) => message.replace(/".*"/gs, "")).join();
}

Deno.test("random text never throws and is refused inside the text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), assertSound), options);
});

Deno.test("random words of the language never throw and are refused inside the text", () => {
  const after = (first: string) => (each: string[]) => assertSound(first + each.join(" "));
  fc.assert(fc.property(soup, after("pipe 1\n")), options);
  fc.assert(fc.property(soup, after("pipe 1\nmodel {\n")), options);
  fc.assert(fc.property(soup, after("pipe 1\nload csv(")), options);
});

Deno.test("a valid file with changes never throws and is refused inside the text", () => {
  const place = fc.nat(Math.max(example.length, nestedExample.length));
  const change = fc.tuple(place, fc.nat(8), fc.constantFrom("", "", ...words));
  for (const sample of [example, nestedExample]) {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const text = changes.reduce(
          (before, [start, length, added]) =>
            before.slice(0, start) + added + before.slice(start + length),
          sample,
        );
        assertSound(text);
      }),
      options,
    );
  }
});

Deno.test("one removed bracket gives one mistake", () => {
  for (const sample of [example, nestedExample]) {
    for (const { index } of sample.matchAll(/[(){}]/g)) {
      const text = sample.slice(0, index) + sample.slice(index + 1);
      const found = diagnosticsOf(text);
      assert(found.length === 1, `at ${index}: ${renderAll(found)}`);
    }
  }
});

Deno.test("a brace left out is placed where it belongs", () => {
  for (const { index, 0: brace } of nestedExample.matchAll(/[{}]/g)) {
    const before = nestedExample.slice(0, index);
    const [found] = diagnosticsOf(before + nestedExample.slice(index + 1));
    const line = found.span!.source.text.slice(0, found.span!.start).split("\n").length;
    // A closing brace is missing behind what stands before it.
    const expected = before.trimEnd().split("\n").length;
    assert(line === expected, `${brace} at ${index}: ${renderAll([found])}`);
    assert(found.help === `Write "${brace}" here`);
  }
});
