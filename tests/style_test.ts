/** What the style of the project asks of every source file, where a formatter and a linter do not look. */
import assert from "node:assert/strict";
import { sourceFiles } from "./module_graph.ts";

Deno.test("a value is taken to be there only where the line says why", () => {
  const bare = sourceFiles().flatMap(({ path, text }) => {
    const lines = text.split("\n");
    return lines.flatMap((line, at) => {
      const code = line.replaceAll(
        /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/(?:[^/\\ ]|\\.)+\/\w*/g,
        "x",
      );
      const asserts = /[\w)\]]!(?!=)(?:[.,;)\]\s[(]|$)/.test(code);
      const says = code.includes("//") || /^\s*(\/\/|\*|\/\*)/.test(lines[at - 1] ?? "");
      return asserts && !says && !/^\s*\*/.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [];
    });
  });
  assert.deepEqual(bare, []);
});

/** Names that several files export on purpose: a table of names and what each of them stands for. */
const shared = [
  // They have each command under its own name and load it when it is called.
  "runtime/commands/machine_on_call.ts",
  "runtime/commands/on_call.ts",
  // The words of WebAssembly for its types and instructions, some of which are also ops.
  "compiler/backends/wasm/expression.ts",
  "compiler/backends/wasm/module.ts",
  // Functions under the names of the ops that they compute.
  "compiler/backends/wasm/math.ts",
  // Stand-ins for packages, under the names that those have.
  "runtime/formats/std_csv.ts",
  "runtime/formats/std_yaml.ts",
];

Deno.test("an exported name has one meaning in the whole tree", () => {
  const exporters = new Map<string, Set<string>>();
  for (const { path, text } of sourceFiles()) {
    if (shared.includes(path)) continue;
    const names = text.matchAll(
      /^export (?:async )?(?:function|const|interface|type|class) (\w+)/gm,
    );
    for (const [, name] of names) exporters.set(name, (exporters.get(name) ?? new Set()).add(path));
  }
  const ambiguous = [...exporters].filter(([, paths]) => paths.size > 1)
    .map(([name, paths]) => `${name}: ${[...paths].join(", ")}`);
  assert.deepEqual(ambiguous, []);
});
