import assert from "node:assert/strict";
import fc from "fast-check";
import { reportedSync } from "../../../dsl/text/report.ts";
import { textOf } from "../../../dsl/text/span.ts";
import { parseManifest } from "../../../runtime/readers/manifest.ts";
import { parse, stringify } from "@std/yaml";
import { parseYamlTree, type YamlNode } from "../../../runtime/formats/yaml_tree.ts";

function tree(text: string): YamlNode | undefined {
  return parseYamlTree({ name: "x.yaml", text });
}

function valueOf(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "sequence") return node.items.map(valueOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [
    key.kind === "scalar" ? key.text : "",
    valueOf(value),
  ]));
}

/** The text of every node, depth first. */
function textsIn(node: YamlNode): string[] {
  const text = textOf(node.span);
  if (node.kind === "scalar") return [text];
  const children = node.kind === "sequence"
    ? node.items
    : node.entries.flatMap(({ key, value }) => [key, value]);
  return [text, ...children.flatMap(textsIn)];
}

Deno.test("every value knows its place", () => {
  const text = "# data\r\na: [1, 'b c', {}] # list\r\n\"d\":\r\n  - x\r\ne:\r\n";
  assert.deepEqual(textsIn(tree(text)!), [
    "a: [1, 'b c', {}] # list\r\n\"d\":\r\n  - x\r\ne",
    "a",
    "[1, 'b c', {}]",
    "1",
    "'b c'",
    "{}",
    '"d"',
    "- x",
    "x",
    "e",
    "",
  ]);
});

Deno.test("a flow collection ends at its own bracket", () => {
  const text = 'a: [\n  "x]", # not ]\n  [y], # nor ]\n  ]\nb: { c: { d: } }\n';
  const [, , list, , inner, , , keys, , nested] = textsIn(tree(text)!);
  assert.equal(list, '[\n  "x]", # not ]\n  [y], # nor ]\n  ]');
  assert.equal(inner, "[y]");
  assert.equal(keys, "{ c: { d: } }");
  assert.equal(nested, "{ d: }");
});

Deno.test("the values are those of js-yaml", () => {
  const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false });
  fc.assert(fc.property(json, (value) => {
    const text = stringify(value);
    const node = tree(text);
    assert.deepEqual(node ? valueOf(node) : null, parse(text));
  }));
});

Deno.test("whatever the text, a manifest ends in a value or in diagnostics", () => {
  const words = [
    "file",
    "format: csv",
    "target:",
    "[",
    "]",
    "{",
    "}",
    "- ",
    ": ",
    "\n",
    "  ",
    "\t",
  ];
  const more = [
    "'",
    '"',
    "#",
    "&a ",
    "*a",
    "!!x ",
    "|\n",
    "? ",
    "---\n",
    "parts:",
    "\0",
    "é",
    "\r\n",
  ];
  const texts = fc.array(fc.constantFrom(...words, ...more)).map((each) => each.join(""));
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: "binary" })), (text) => {
      const result = reportedSync((report) => parseManifest({ name: "x.yaml", text }, report));
      const spans = result.ok ? [] : result.diagnostics.map(({ span }) => span!);
      for (const { start, end } of spans) assert(0 <= start && start <= end && end <= text.length);
    }),
    { numRuns: 2000 },
  );
});
