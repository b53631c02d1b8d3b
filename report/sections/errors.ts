import { judgedPart, type ReportedRun } from "../input/run.ts";
import type { Section } from "../page/page.ts";
import { classErrors } from "./class_errors.ts";
import { labelErrors } from "./label_errors.ts";

/** What a model of classes or labels gets wrong, and how sure it is; nothing for numbers, and without a target. */
export function errorsSection(run: ReportedRun): Section | undefined {
  const judged = judgedPart(run.records);
  const { kind } = run.records.answers;
  if (!judged || kind === "numbers") return undefined;
  const found = kind === "classes" ? classErrors(run, judged) : labelErrors(run, judged);
  return found && { id: "errors", title: "Errors", ...found };
}
