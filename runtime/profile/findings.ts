import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { RunnablePipeline } from "../vocabulary.ts";
import { columnOf } from "../data/frame.ts";
import type { Dataset } from "../data/dataset.ts";
import { answersGiven } from "./answers_given.ts";
import { constantFindings } from "./constant_columns.ts";
import type { LookedAt } from "./looked_at.ts";
import { numberFindings } from "./number_columns.ts";
import { repeatedFindings } from "./repeated_rows.ts";
import { targetFindings } from "./targets.ts";
import { wordFindings } from "./word_columns.ts";

/** Everything that is odd about the columns of a data set, in the order of the table. */
export function findingsOf(
  dataset: Dataset,
  looked: LookedAt & { readonly pipeline: Pick<RunnablePipeline, "train" | "scale_target"> },
): Diagnostic[] {
  const features = dataset.columns.flatMap(({ schema, cells }) => {
    if (schema.kind === "number" && cells.kind === "number") {
      return numberFindings(cells, { ...looked, isOnly: dataset.columns.length === 1 });
    }
    if (schema.kind === "category" && cells.kind === "category") {
      return wordFindings(cells, { ...looked, isFeature: true });
    }
    return [];
  });
  const { target } = dataset;
  // What is listed was looked at by a person.
  const isListed = target?.kind === "classes" && looked.isListed;
  const words = target?.kind === "classes" ? columnOf(looked.frame, target.name) : undefined;
  return [
    ...features,
    ...constantFindings(dataset, looked),
    ...repeatedFindings(looked),
    ...answersGiven(dataset, looked),
    ...words?.kind === "category" && !isListed
      ? wordFindings(words, { ...looked, isFeature: false })
      : [],
    ...targetFindings(dataset, looked),
  ];
}
