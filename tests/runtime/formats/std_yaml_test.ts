import assert from "node:assert/strict";
import { parse, stringify } from "@std/yaml";

Deno.test("parse follows YAML 1.2: no, on and leading zeros mean nothing special", () => {
  assert.deepEqual(parse("a: no\nb: on\nc: 0755\nd: 2024-01-01\n"), {
    a: "no",
    b: "on",
    c: 755,
    d: "2024-01-01",
  });
});

Deno.test("parse of an empty document gives null", () => {
  assert.equal(parse(""), null);
  assert.equal(parse("# nothing\n"), null);
});

for (
  const [name, text, message] of [
    ["an alias", "a: &x 1\nb: *x\n", /aliases .* on line 2, column 5/],
    ["a key written twice", "a: 1\na: 2\n", /duplicated mapping key on line 2, column 1/],
    ["a tab for indentation", "a:\n\t- 1\n", /tab .* on line 2, column 1/],
    ["a tag for code", "a: !!js/function x\n", /on line 1/],
    ["a second document", "1\n---\n2\n", /more than one document/],
  ] as const
) {
  Deno.test(`parse refuses ${name}`, () => {
    assert.throws(() => parse(text), (error: Error) => {
      assert.equal(error.name, "SyntaxError");
      assert.match(error.message, message);
      return true;
    });
  });
}

Deno.test("stringify writes what parse reads back, without aliases", () => {
  const shared = { lr: 1e-4, name: "no" };
  const value = { one: shared, two: shared, list: ["1", 1, null, true] };
  assert.deepEqual(parse(stringify(value)), value);
});
