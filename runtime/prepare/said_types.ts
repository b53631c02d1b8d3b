import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import { type ColumnType, type SaidType, typeOfCall } from "../data/column_type.ts";
import { quoted } from "../data/quoting.ts";
import type { Loaded } from "../readers/reader.ts";
import type { RunnablePipeline } from "../vocabulary.ts";

/** Where columns are given types. */
export interface TypeSources {
  readonly said: Pick<Loaded, "categories">;
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
  const span = said.categories?.span ?? load.argumentSpans.categories;
  const words = said.categories?.names ?? load.definition.categoriesOf?.(load.arguments) ?? [];
  const types = new Map<string, SaidType>(
    words.map((name) => [name, { type: { name: "category" }, span }]),
  );
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
  const kind = ({ name }: ColumnType) => `a ${name}`;
  return error("E0953", own.span ?? {}, {
    message: `Column ${quoted(name)} is ${kind(own.type)} here and ${kind(other.type)} elsewhere`,
    notes: other.span ? [{ message: "said here", span: other.span as Span }] : [],
    help: "Keep one of the two",
  });
}
