import type { DatePart } from "./date_part.ts";

/** What the compiler knows of the data: names and types of columns, never values of rows. */
export interface Schema {
  /** The columns that features are made of, in the order of the data. */
  readonly columns: readonly ColumnSchema[];
  /** What is learnt; absent where rows are only to be answered. */
  readonly target?: TargetSchema;
}

/** A column that features are made of. */
export type ColumnSchema = NumberSchema | DateSchema | CategorySchema | CodedSchema | ImageSchema;

/** A column of numbers. */
export interface NumberSchema {
  /** Tells it from the others. */
  readonly kind: "number";
  /** As in the header. */
  readonly name: string;
  /** Whether float32 would merge numbers that differ: then it is an input of its own, float64. */
  readonly isWide: boolean;
}

/** A column of times, in seconds from 1970-01-01 00:00 on. */
export interface DateSchema {
  /** Tells it from the others. */
  readonly kind: "date";
  /** As in the header. */
  readonly name: string;
  /** What features are made of it. */
  readonly parts: readonly DatePart[];
  /** How texts say it, as in `strptime`; as ISO 8601 unless given. */
  readonly format?: string;
}

/** A column of images of one size, uint8 [rows, height, width, channels]. It has no other column beside it. */
export interface ImageSchema {
  /** Tells it from the others. */
  readonly kind: "image";
  /** As people call it. */
  readonly name: string;
  /** Of each image. */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** The size that they are brought to, where it is another one. */
  readonly size?: readonly [height: number, width: number];
}

/** A column of words without an order. Which words there are is learnt from the training rows. */
export interface CategorySchema {
  /** Tells it from the others. */
  readonly kind: "category";
  /** As in the header. */
  readonly name: string;
}

/** A column of words that stand for numbers: those of an order from 0 on, or no and yes as 0 and 1. */
export interface CodedSchema {
  /** Tells it from the others. */
  readonly kind: "ordinal" | "boolean";
  /** As in the header. */
  readonly name: string;
  /** Each word. */
  readonly words: readonly string[];
  /** The number of each. */
  readonly codes: readonly number[];
}

/** The target columns. */
export type TargetSchema =
  /** One of a few classes, coded by its place in the list. */
  | { readonly kind: "classes"; readonly name: string; readonly classes: readonly string[] }
  /** Columns of numbers; those of 0 and 1 are indicators, each a label that a row has or not. */
  | { readonly kind: "numeric" | "indicators"; readonly names: readonly string[] };

/** What a target holds. */
export type TargetKind = TargetSchema["kind"];

/** The target columns by name; none where there is no target. */
export function targetNames(target: TargetSchema | undefined): readonly string[] {
  return target?.kind === "classes" ? [target.name] : target?.names ?? [];
}
