import type { Expected } from "../../dsl/language/pipeline.ts";
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";

export function parityBroken(largest: number): Diagnostic {
  return error("E0602", {}, {
    message: `The exported model differs from the trained one by up to ${largest}`,
    help: "Nothing was written; please report this with the pipeline and its data",
  });
}

/** Answers beyond float32, as of enormous weights that are written out. */
export function answersNotFinite(): Diagnostic {
  return error("E0606", {}, {
    message: "The answers of the model overflow: they are no finite numbers",
    help: "Nothing was written; give the layers smaller weights, or the model smaller features",
  });
}

export function expectationBroken(
  { metric, low, high, part, seeds, span }: Expected,
  value: number,
): Diagnostic {
  const over = seeds === undefined ? "" : `, the mean of ${seeds} seeds`;
  return error("E0701", span, {
    message: Number.isNaN(value)
      ? `${metric} on ${part} is no number: its rows do not define it`
      : `${metric} on ${part} is ${Number(value.toPrecision(6))}${over}, not in ${low}..${high}`,
    help: Number.isNaN(value)
      ? `Give ${part} more rows: r2 needs two, roc_auc rows of each class`
      : "Change the pipeline, or what is expected of it",
  });
}
