import type { File, Identifier, Stage } from "../syntax/ast.ts";
import { type Diagnostic, warning } from "../text/diagnostic.ts";

/** Stages in the order in which they act; those of one step may change places. */
const steps: readonly (readonly string[])[] = [
  ["load"],
  ["column", "split", "impute", "encode", "scale", "scale_target"],
  ["model", "loss", "optimizer", "schedule"],
  ["train"],
];

/**
 * A warning where a stage is written after one that acts later. Penstock runs the stages in their
 * own order, so that such a file reads as if it did something else than it does.
 */
export function checkOrder(file: File): Diagnostic[] {
  const seen = new Map<unknown, Stage>();
  for (const stage of file.items.filter((item) => item.kind === "stage")) {
    // A variant may stand anywhere in the file.
    if (file.chosen?.items.includes(stage)) continue;
    const { source } = stage.span;
    const before = seen.get(source);
    if (stepOf(stage) < 0) continue;
    if (before && stepOf(stage) < stepOf(before)) {
      return [unusualOrder(stage.keyword, before.keyword, steps.flat())];
    }
    seen.set(source, stage);
  }
  return [];
}

function stepOf({ keyword }: Stage): number {
  return steps.findIndex((words) => words.includes(keyword.text));
}

/** A stage after one that acts later. */
function unusualOrder(
  keyword: Identifier,
  before: Identifier,
  usual: readonly string[],
): Diagnostic {
  return warning("W0201", keyword.span, {
    message: `"${keyword.text}" is written after "${before.text}", but it acts before it`,
    notes: [{ message: `"${before.text}" stands here`, span: before.span }],
    help: `Write the stages in the order in which they act: ${usual.join(", ")}`,
  });
}
