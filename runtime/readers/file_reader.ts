import type { Report } from "../../dsl/text/report.ts";
import { conflictingRoles, repeatedColumn, unknownColumn } from "../data/stage_diagnostics.ts";
import { TableMistakes } from "../data/table_mistakes.ts";
import type { FileFormat, FileFrame } from "./file_format.ts";
import { layoutOfFile } from "./file_layout.ts";
import { classesOf, columnsOf, defineReader, type Reader } from "./reader.ts";
import { callOfFormat } from "./signatures.ts";

/** Loads one file of a format: `load csv("../data/iris.csv", target = species)`. */
export function fileReader(format: FileFormat): Reader {
  const targetOf = ({ target, labels }: Named) =>
    columnsOf(target ?? (labels === undefined ? format.label : "label"));
  return defineReader({
    ...callOfFormat(format),
    async read(
      { path, labels, target, ignore, categories, classes, ...options },
      context,
    ) {
      const roles = {
        ignored: columnsOf(ignore),
        target: targetOf({ target, labels }),
        words: columnsOf(categories),
      };
      const names = classesOf(classes);
      const frame = await format.read({ path }, {
        options,
        ...roles,
        ...labels !== undefined && { labels: { path: labels } },
        ...names && { classes: names },
      }, context);
      checkIgnored(frame, { ...roles, report: context.report });
      // Which options there are depends on the format.
      const { missing_rows }: Readonly<Record<string, unknown>> = options;
      const dropsMissing = missing_rows === "drop";
      const { targets, parts } = frame;
      return {
        frame,
        layout: layoutOfFile(format, options, frame),
        dropsMissing,
        ...targets && { target: { names: targets } },
        ...parts && { parts },
      };
    },
    targetOf,
    categoriesOf: ({ categories }) => columnsOf(categories),
    classesOf: ({ classes }) => classesOf(classes),
  });
}

/** What says which columns are the target. */
interface Named {
  readonly target?: string | readonly string[] | undefined;
  readonly labels?: string | undefined;
}

interface Roles extends Readonly<Record<"ignored" | "target" | "words", readonly string[]>> {
  readonly report: Report;
}

/** What is left out must be there, be named once, and be neither target nor category. */
function checkIgnored({ name: place, header }: FileFrame, roles: Roles): void {
  const { ignored, target, words, report } = roles;
  const mistakes = new TableMistakes();
  for (const name of new Set(ignored)) {
    const count = ignored.filter((each) => each === name).length;
    if (count > 1) mistakes.add(() => repeatedColumn(name, { place }));
    for (const [role, list] of [["the target", target], ["a category", words]] as const) {
      if (!list.includes(name)) continue;
      mistakes.add(() => conflictingRoles(name, [role, "ignored"], { place }));
    }
    if (!header.includes(name)) {
      mistakes.add(() => unknownColumn(name, { place, columns: header }));
    }
  }
  mistakes.stopIfAny(report);
}
