/**
 * YAML text to values and back, under the names of `@std/yaml`.
 *
 * The work is done by `js-yaml`, from which `@std/yaml` descends: `@std/*` lives on JSR, which a
 * machine with npm alone cannot reach. Same names, so that moving is a change of one line in
 * `deno.json`.
 * @module
 */
import { dump, loadAll, YAMLException } from "js-yaml";

/**
 * The value of a YAML 1.2 document, `null` where it is empty. Aliases are refused: a few lines
 * of them can stand for more values than fit in memory.
 * @throws {SyntaxError} If the text is not YAML; names line and column.
 */
export function parse(text: string): unknown {
  const documents = documentsOf(text);
  if (documents.length > 1) throw new SyntaxError("more than one document");
  return documents[0] ?? null;
}

function documentsOf(text: string): readonly unknown[] {
  try {
    return loadAll(text, { maxAliases: 0 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const where = mark ? ` on line ${mark.line + 1}, column ${mark.column + 1}` : "";
    throw new SyntaxError(`${reason}${where}`, { cause: error });
  }
}

/**
 * YAML text of a value, in block style; a value that occurs twice is written twice.
 * @param options The columns after which texts are folded; -1 folds none.
 */
export function stringify(
  value: unknown,
  { lineWidth = 80 }: { readonly lineWidth?: number } = {},
): string {
  return dump(value, { noRefs: true, lineWidth });
}
