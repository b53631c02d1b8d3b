import type { File, Seed } from "../../dsl/syntax/ast.ts";
import type { Source } from "../../dsl/text/span.ts";

/** The file with another seed, as `--seed 3` says; its own is left out. */
export function withSeed(file: File, seed: number): File {
  const source: Source = { name: "--seed", text: String(seed), isOfCommand: true };
  const span = { source, start: 0, end: source.text.length };
  const value = { kind: "number", value: seed, isInt: Number.isInteger(seed), span } as const;
  const given: Seed = { kind: "seed", value, span };
  return { ...file, items: [...file.items.filter(({ kind }) => kind !== "seed"), given] };
}
