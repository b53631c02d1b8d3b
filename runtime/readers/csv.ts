import type { Report } from "../../dsl/text/report.ts";
import { conflictingRoles, repeatedColumn, unknownColumn } from "../data/stage_diagnostics.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import type { CsvFrame } from "../formats/csv_frame.ts";
import { unpacked } from "../files/gzip.ts";
import { readCsvFile } from "./csv_file.ts";
import { classesOf, columnsOf, defineReader, type Reader } from "./reader.ts";
import { csvSignature as signature } from "./signatures.ts";

/** A table from a CSV file: `load csv("../data/iris.csv", target = species)`. */
export const csv: Reader = defineReader({
  ...signature,
  async read({ path, target, ignore, categories, ...options }, { open, report }) {
    const [ignored, words] = [columnsOf(ignore), columnsOf(categories)];
    const file = await open(path);
    const bytes = await unpacked(file.bytes, { path: file.name, span: file.span }, report);
    const frame = readCsvFile({ ...file, bytes }, { options, ignored, words }, report);
    checkIgnored(frame, { ignored, target: columnsOf(target), categories: words, report });
    return { frame, dropsMissing: options.missing_rows === "drop" };
  },
  targetOf: ({ target }) => columnsOf(target),
  categoriesOf: ({ categories }) => columnsOf(categories),
  classesOf: ({ classes }) => classesOf(classes),
});

interface Roles extends Readonly<Record<"ignored" | "target" | "categories", readonly string[]>> {
  readonly report: Report;
}

/** What is left out must be there, be named once, and be neither target nor category. */
function checkIgnored({ name: place, header }: CsvFrame, roles: Roles): void {
  const { ignored, target, categories, report } = roles;
  const mistakes = new TableMistakes();
  for (const name of new Set(ignored)) {
    const count = ignored.filter((each) => each === name).length;
    if (count > 1) mistakes.add(() => repeatedColumn(name, { place }));
    for (const [role, list] of [["the target", target], ["a category", categories]] as const) {
      if (!list.includes(name)) continue;
      mistakes.add(() => conflictingRoles(name, [role, "ignored"], { place }));
    }
    if (!header.includes(name)) {
      mistakes.add(() => unknownColumn(name, { place, columns: header }));
    }
  }
  mistakes.stopIfAny(report);
}
