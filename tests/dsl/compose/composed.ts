import type { File } from "../../../dsl/syntax/ast.ts";
import { check } from "../../../dsl/check/check.ts";
import { unwrap } from "../../../dsl/text/diagnostic.ts";
import type { Access } from "../../../runtime/files/access.ts";
import { memoryBytes } from "../../../runtime/files/byte_source.ts";
import { openSource } from "../../../runtime/open/open_pipeline.ts";
import { valueOfAsync } from "../../runtime/problems_of.ts";
import { vocabulary as plain } from "../check/vocabulary.ts";

/** With the layer that stands for a named block. */
export const vocabulary = {
  ...plain,
  model: [
    ...plain.model,
    { name: "sequential", doc: "its block", arguments: {}, block: true },
  ],
};

/** Files that stand side by side in no folder. */
export function accessTo(files: Readonly<Record<string, string>>): Access {
  const readText = (path: string) => {
    const text = files[path];
    return text === undefined ? Promise.reject(new Error(path)) : Promise.resolve(text);
  };
  const readBytes = async (path: string) => new TextEncoder().encode(await readText(path));
  const open = async (path: string) => memoryBytes(await readBytes(path));
  const list = () => Promise.resolve([]);
  const isFolder = () => Promise.resolve(false);
  const filesRead = () => Promise.resolve([]);
  return { readText, readBytes, open, list, isFolder, displayName: (path) => path, filesRead };
}

/** `main.pipe` of some files, made one with what it uses; the first line is added to each. */
export async function composed(
  files: Readonly<Record<string, string>>,
  variant?: string,
): Promise<File> {
  const texts = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, `pipe 1\n${text}`]),
  );
  const source = { name: "main.pipe", text: texts["main.pipe"] };
  const access = accessTo(texts);
  return await valueOfAsync((report) => openSource(source, { access, variant, report }));
}

/** The same, checked. */
export async function checkedPipeline(
  files: Readonly<Record<string, string>>,
  options: { readonly variant?: string; readonly classes?: number } = {},
) {
  const facts = { features: 4, classes: options.classes ?? 3, rows: 150 };
  const draft = unwrap(check(await composed(files, options.variant), vocabulary));
  return unwrap(draft.resolve(facts));
}
