/**
 * The mistakes in files of values with types, JSON lines and Parquet, E0846 to E0849: one function per code.
 * @module
 */
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { OddLine } from "../formats/jsonl.ts";
import { listed, quoted } from "../data/quoting.ts";
import type { ArrayFile } from "./array_diagnostics.ts";

const shownLines = 5;

/** Lines that are no rows, all in one. @param odd At least one. */
export function oddJsonLines(file: string, odd: readonly OddLine[]): Diagnostic {
  const [{ line, reason }, ...others] = odd.slice(0, shownLines);
  const count = odd.length;
  const rest = count - 1 - others.length;
  return error("E0846", { place: `${file}:${line}` }, {
    message: `The line ${reason}${
      count > 1 ? ` (${count.toLocaleString("en-US")} such lines)` : ""
    }`,
    notes: others.map(({ line, reason }, at) => ({
      message: reason + (rest > 0 && at === others.length - 1 ? `, and ${rest} more` : ""),
      place: `${file}:${line}`,
    })),
    help: 'Write an object of plain values a line: {"age": 31, "city": "Rome"}',
  });
}

/** A file without a row. */
export function noRows({ name, span }: ArrayFile): Diagnostic {
  return error("E0847", span ? { span } : { place: name }, {
    message: `"${name}" has no rows`,
    help: "Give it an object a line",
  });
}

/** Columns that hold no numbers and no texts. */
export function nestedColumns(names: readonly string[], { name, span }: ArrayFile): Diagnostic {
  return error("E0848", span ? { span } : { place: name }, {
    message: `Columns of "${name}" hold lists or other structures: ${listed(names)}`,
    help: `Leave them out: ignore = [${names.slice(0, 3).map(quoted).join(", ")}]`,
  });
}
