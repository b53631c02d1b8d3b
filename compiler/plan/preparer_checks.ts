import type { DraftStages } from "../../dsl/language/draft.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Signature } from "../../dsl/language/signature.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { identityHead } from "../heads/head.ts";
import { namedColumns } from "../preprocessing/lanes.ts";
import { type ColumnSchema, type Schema, targetNames } from "../schema/schema.ts";
import type { CompilerVocabulary } from "../vocabulary/vocabulary.ts";
import * as problem from "./preparer_diagnostics.ts";

/** What is checked of the stages that prepare columns. */
export type PreparerStages = Pick<
  DraftStages<CompilerVocabulary>,
  "impute" | "encode" | "scale" | "scale_target" | "loss"
>;

/** What is wrong with the columns that `impute`, `encode` and `scale` name, and with `scale_target`. */
export function checkPreparation(stages: PreparerStages, schema: Schema): Diagnostic[] {
  const { impute, encode, scale } = stages;
  return [
    ...impute.flatMap((call) =>
      namedWrong(
        call,
        schema,
        (column) =>
          call.definition.takes(call.arguments).includes(
            column.kind === "category" ? "word" : "number",
          ),
      )
    ),
    ...encode.flatMap((call) => namedWrong(call, schema, ({ kind }) => kind === "category")),
    ...scale.flatMap((call) => namedWrong(call, schema, ({ kind }) => kind !== "category")),
    ...checkTargetScaling(stages, schema),
  ];
}

function namedWrong(
  call: CheckedCall<Signature>,
  { columns, target }: Schema,
  fits: (column: ColumnSchema) => boolean,
): Diagnostic[] {
  const span = call.argumentSpans.columns ?? call.nameSpan;
  const targets = targetNames(target);
  return (namedColumns(call) ?? []).flatMap((name) => {
    const column = columns.find((each) => each.name === name);
    const { name: preparer } = call.definition;
    if (!column) {
      const known = columns.filter(fits).map((each) => each.name);
      return [
        problem.unknownPreparedColumn(span, { name, known, isTarget: targets.includes(name) }),
      ];
    }
    return fits(column) ? [] : [problem.unfitColumn(span, { preparer, column })];
  });
}

function checkTargetScaling(
  { scale_target: [first], loss }: PreparerStages,
  { target }: Schema,
): Diagnostic[] {
  if (!first || !target) return [];
  if (target.kind !== "numeric") return [problem.unscalableTarget(first.nameSpan)];
  const { head, headFor } = loss?.definition ?? { head: identityHead };
  const isFree = head === identityHead || headFor !== undefined;
  return isFree ? [] : [problem.lossNeedsUnit(first.nameSpan, loss?.definition.name ?? "")];
}
