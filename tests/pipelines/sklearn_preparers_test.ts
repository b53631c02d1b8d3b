/** Every preparer, and chains of them, beside what scikit-learn makes of the same rows. */
import assert from "node:assert/strict";
import type { Access } from "../../runtime/files/access.ts";
import { memoryBytes } from "../../runtime/files/byte_source.ts";
import { floatsOf } from "../../runtime/engine/tensor.ts";
import { noAccess, prepareSource, sourceOf } from "../runtime/pipelines.ts";

type Cell = number | string | null;

interface Case {
  readonly name: string;
  readonly columns: readonly string[];
  readonly train: readonly (readonly Cell[])[];
  readonly test: readonly (readonly Cell[])[];
  readonly stages: readonly string[];
  /** Of the features, where scikit-learn has the same. */
  readonly names: readonly string[] | null;
  readonly features: readonly (readonly number[])[];
}

const cases: readonly Case[] = JSON.parse(
  await Deno.readTextFile(new URL("../fixtures/sklearn_preparers.json", import.meta.url)),
);

const manifest = "parts: { train: train.csv, test: test.csv }\nformat: csv\ntarget: []\n";

/** The tables of a case as files. */
function accessTo({ columns, train, test }: Case): Access {
  const csv = (rows: Case["train"]) =>
    [columns, ...rows].map((row) => row.map((cell) => cell ?? "").join(",")).join("\n") + "\n";
  const files: Readonly<Record<string, string>> = {
    "train.csv": csv(train),
    "test.csv": csv(test),
  };
  return {
    ...noAccess,
    readText: () => Promise.resolve(manifest),
    open: (path) => Promise.resolve(memoryBytes(new TextEncoder().encode(files[path]))),
  };
}

for (const each of cases) {
  Deno.test(`prepared as by scikit-learn: ${each.name}`, async () => {
    const lines = ['load dataset("x.yaml")', ...each.stages, "model { linear(1) }"];
    const prepared = await prepareSource(sourceOf(lines), { access: accessTo(each) });
    const names = prepared.program.features.map(({ name }) => name);
    if (each.names) assert.deepEqual(names, each.names);
    const found = prepared.parts.flatMap(({ features, rows }) => {
      const values = floatsOf(features);
      return Array.from(
        { length: rows },
        (_, row) => [...values.subarray(row * names.length, (row + 1) * names.length)],
      );
    });
    assert.equal(found.length, each.features.length);
    for (const [row, expected] of each.features.entries()) {
      for (const [at, value] of expected.entries()) {
        // A few roundings in float32, in which 1000 ± 25 is itself right to 1e-6 of its spread alone.
        const rounding = names[at].startsWith("large") ? 4e-6 : 1e-6;
        const bound = rounding * Math.max(1, Math.abs(value));
        assert(
          Math.abs(found[row][at] - value) <= bound,
          `row ${row}, ${names[at]}: ${found[row][at]}, expected ${value}`,
        );
      }
    }
  });
}
