/** What is loaded for a command: a mistake in a file is to be told at once. */
import assert from "node:assert/strict";
import { loadedWith } from "../module_graph.ts";

/** Packages and modules of Node.js among what is loaded. */
const packagesIn = (loaded: readonly string[]) => loaded.filter((name) => !name.endsWith(".ts"));

Deno.test("a mistake in syntax is told by the parser alone", async () => {
  const loaded = [
    ...await loadedWith("cli.ts"),
    ...await loadedWith("cli/check.ts"),
    ...await loadedWith("runtime/commands/check.ts"),
  ];
  assert.deepEqual(
    [...new Set(packagesIn(loaded))].sort(),
    ["chevrotain", "commander", "node:path", "ts-pattern"],
  );
  // A few leaves, such as how a shape is printed, are all of the compiler.
  const isHeavy = (name: string) =>
    /^compiler\/(?!ir\/tensor)|^runtime\/(readers|prepare|train|engine\/node)/.test(name);
  assert.deepEqual(loaded.filter(isHeavy), []);
});

Deno.test("a name is looked up without ONNX, YAML or archives", async () => {
  assert.deepEqual(packagesIn(await loadedWith("runtime/commands/check_tree.ts")), [
    "chevrotain",
    "node:buffer",
    "node:path",
    "pure-rand/distribution/uniformFloat64",
    "pure-rand/generator/mersenne",
    "pure-rand/generator/xoroshiro128plus",
    "pure-rand/utils/skipN",
    "ts-pattern",
  ]);
});
