import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { missingCount } from "../data/column.ts";
import type { Dataset } from "../data/dataset.ts";
import { tableFeatures } from "../data/feature_columns.ts";
import { counted, quoted } from "../data/quoting.ts";

/** How many columns are named in the message. */
const shownColumns = 10;

/** An error where features have missing values that nothing fills in, all columns in one. */
export function missingValues(
  { name: place, columns }: Pick<Dataset, "name" | "columns">,
  imputed: readonly string[],
): Diagnostic[] {
  const lacking = tableFeatures(columns).filter(({ schema }) => !imputed.includes(schema.name))
    .map(({ schema: { name }, cells }) => ({ name, kind: cells.kind, count: missingCount(cells) }))
    .filter(({ count }) => count > 0);
  return lacking.length > 0 ? [missingUnanswered(lacking, place)] : [];
}

interface Lacking {
  readonly name: string;
  readonly kind: "number" | "category";
  readonly count: number;
}

function missingUnanswered(lacking: readonly Lacking[], place: string): Diagnostic {
  const shown = lacking.slice(0, shownColumns).map(({ name, count }) => `${quoted(name)} ${count}`);
  const rest = lacking.length - shown.length;
  const more = rest > 0 ? ` and ${counted(rest, "more column")}` : "";
  const has = (kind: Lacking["kind"]) => lacking.some((each) => each.kind === kind);
  const calls = [...has("number") ? ["median"] : [], ...has("category") ? ["most_frequent"] : []];
  return error("E0954", { place }, {
    message: `Values are missing, and nothing says what stands for them: ${
      shown.join(", ")
    }${more}`,
    help: `Add a line: impute ${calls.join(", ")}; or leave out such rows: missing_rows = drop`,
  });
}
