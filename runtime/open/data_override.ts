import { basename, dirname, resolve } from "node:path";
import type { File, Identifier, Stage } from "../../dsl/syntax/ast.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { CommandContext } from "../files/access.ts";

/** A manifest given outside the pipeline, as `--data data/wine.yaml` does. */
export interface DataOverride {
  /** Absolute, or relative to the `.pipe` file. */
  readonly path: string;
  /** As the person wrote it. */
  readonly written: string;
}

/** What `--data` asks for: the manifest, what it is called, and leave to read its folder. */
export function dataOverride(
  written: string,
  context: CommandContext,
): { readonly data: DataOverride; readonly name: string; readonly context: CommandContext } {
  const path = resolve(context.workingDirectory, written);
  return {
    data: { path, written },
    name: basename(path).replace(/\.[^.]+$/, ""),
    // Named by the person, not by the pipeline.
    context: { ...context, allowed: [...context.allowed, dirname(path)] },
  };
}

/**
 * The file with its whole `load` stage replaced by `load dataset(path)`; added if there is none. Its `column`
 * lines are about the columns of the data that it loads, and go with them.
 */
export function withDataOverride(file: File, { path, written }: DataOverride): File {
  const span: Span = { source: { name: "--data", text: written }, start: 0, end: written.length };
  const load = loadStage(path, span);
  const first = file.items.findIndex(isStage("load"));
  if (first < 0) return { ...file, items: [...file.items, load] };
  // A stage written twice stays a mistake: only the first is replaced.
  const items = file.items.with(first, load);
  return { ...file, items: items.filter((item) => !isStage("column")(item)) };
}

function isStage(keyword: string): (item: File["items"][number]) => boolean {
  return (item) => item.kind === "stage" && item.keyword.text === keyword;
}

function loadStage(path: string, span: Span): Stage {
  const word = (text: string): Identifier => ({ kind: "identifier", text, quoted: false, span });
  const value = { kind: "string", value: path, span } as const;
  const call = {
    kind: "call",
    name: word("dataset"),
    arguments: [{ kind: "argument", value, span }],
    span,
  } as const;
  return { kind: "stage", keyword: word("load"), arguments: [], calls: [call], span };
}
