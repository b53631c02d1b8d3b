import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import { type SaidType, typeOfCall } from "../data/column_type.ts";
import { quoted } from "../data/quoting.ts";
import type { Loaded } from "../readers/reader.ts";
import type { RunnablePipeline } from "../vocabulary.ts";

/** Where columns are given types. */
export interface TypeSources {
  readonly said: Pick<Loaded, "types">;
  readonly load: RunnablePipeline["load"];
  readonly columns: RunnablePipeline["columns"];
}

/**
 * What was said of each column: by the data themselves, by `categories` of the `load` stage, which is short
 * for a `column` line, and by those lines. Fails where two of them disagree (E0953).
 */
export function saidTypes(
  { said, load, columns }: TypeSources,
  report: Report,
): ReadonlyMap<string, SaidType> {
  const span = load.argumentSpans.categories;
  const words = load.definition.categoriesOf?.(load.arguments) ?? [];
  const types = new Map<string, SaidType>([
    ...said.types ?? [],
    ...words.map((name) => [name, { type: { name: "category" }, span, isShort: true }] as const),
  ]);
  for (const call of columns) {
    const name = call.label ?? "";
    const own = { type: typeOfCall(call), span: call.labelSpan };
    const other = types.get(name);
    if (other && other.type.name !== own.type.name) {
      report.add(disagreeingTypes(name, [own, other]));
    }
    types.set(name, own);
  }
  return types;
}

function disagreeingTypes(name: string, [own, other]: readonly [SaidType, SaidType]): Diagnostic {
  return error("E0953", own.span ?? {}, {
    message: `Column ${quoted(name)} is "${own.type.name}" here and "${other.type.name}" elsewhere`,
    notes: other.span ? [{ message: "said here", span: other.span }] : [],
    help: "Keep one of the two",
  });
}
