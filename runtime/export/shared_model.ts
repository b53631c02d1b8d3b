import { onnxFacts, type TensorFacts } from "../../compiler/backends/onnx/facts.ts";
import type { ColumnSchema } from "../../compiler/schema/schema.ts";
import { columnsOfInputs } from "../../compiler/preprocessing/input_names.ts";
import type { ColumnContent } from "../../report/input/records.ts";
import { columnsOfOutput } from "../results/model_ports.ts";
import type { ModelCard } from "../results/model_card.ts";

/** A finished model as others are told of it. */
export interface SharedModel {
  /** As it calls itself: `iris`. */
  readonly name: string;
  /** The Penstock that wrote it. */
  readonly version: string;
  readonly card: ModelCard;
  readonly inputs: readonly SharedInput[];
  readonly outputs: readonly SharedOutput[];
}

/** An input with the columns that stand in it. */
export interface SharedInput {
  readonly tensor: TensorFacts;
  readonly columns: readonly SharedColumn[];
}

/** A column of a row. */
export interface SharedColumn {
  readonly schema: ColumnSchema;
  /** What it held in training; absent where the model does not say. */
  readonly content?: ColumnContent;
  /** The words that the model knows, of a column of words. */
  readonly words?: readonly string[];
  /** Whether the model fills in what is missing. */
  readonly isImputed: boolean;
}

/** An output with what stands in it. */
export interface SharedOutput {
  readonly tensor: TensorFacts;
  readonly names: readonly string[];
}

/** What there is to tell of a model. @param bytes Of its file, which `card` was read of. */
export function sharedModel(bytes: Uint8Array, card: ModelCard): SharedModel {
  const { inputs, outputs, metadata } = onnxFacts(bytes);
  const columnsOf = columnsOfInputs(card.schema);
  return {
    name: card.name,
    version: metadata["penstock.version"] ?? "",
    card,
    inputs: inputs.map((tensor) => {
      const names = columnsOf.get(tensor.name) ?? [];
      return { tensor, columns: names.map((name) => sharedColumn(name, card)) };
    }),
    outputs: outputs.map((tensor) => ({ tensor, names: columnsOfOutput(tensor.name, card) })),
  };
}

function sharedColumn(name: string, { schema, columns, words, imputed }: ModelCard): SharedColumn {
  const content = columns.find((each) => each.name === name)?.content;
  const known = words.find(({ column }) => column === name)?.words;
  return {
    // An input is of columns of the schema.
    schema: schema.columns.find((each) => each.name === name)!,
    ...content && { content },
    ...known && { words: known },
    isImputed: imputed.includes(name),
  };
}

/** The words that a column may have: those that the model knows, or that stand for its numbers. */
export function columnWords({ schema, words }: SharedColumn): readonly string[] {
  return schema.kind === "ordinal" || schema.kind === "boolean" ? schema.words : words ?? [];
}

/** What a column of numbers held in training; nothing where it held none, or the model does not say. */
export function seenNumbers(
  { schema, content }: SharedColumn,
): { readonly low: number; readonly high: number } | undefined {
  const isNumber = schema.kind === "number" || schema.kind === "date";
  return isNumber && content && "low" in content && content.low <= content.high
    ? { low: content.low, high: content.high }
    : undefined;
}

/** What there is to know of the values of a column, in sentences. */
export function aboutColumn(column: SharedColumn): string {
  const seen = column.schema.kind === "number" ? seenNumbers(column) : undefined;
  return [
    ...seen ? [`In training ${seen.low} to ${seen.high}.`] : [],
    ...column.isImputed ? ["The model fills it in where it is missing."] : [],
  ].join(" ");
}

/** A value as rows have it: a word, or a number from the middle of those seen in training. */
export function columnExample(column: SharedColumn): string | number {
  const { schema } = column;
  if (schema.kind !== "number" && schema.kind !== "date") return columnWords(column)[0] ?? "";
  const { low, high } = seenNumbers(column) ?? { low: 0, high: 0 };
  const middle = (low + high) / 2;
  return schema.kind === "date" || schema.isWide
    ? Math.floor(middle)
    : Number(middle.toPrecision(3));
}
