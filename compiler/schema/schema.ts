/** What the compiler knows of the data: names, never values of rows. */
export interface Schema {
  /** The columns of numbers in the order in which the model takes them. */
  readonly numeric: readonly string[];
  /** The columns of words, likewise. */
  readonly categories: readonly CategorySchema[];
  /** What preprocessing makes of both: the numeric names, then `column=word` for each word. */
  readonly features: readonly string[];
  /** What is learnt; absent where rows are only to be answered. */
  readonly target?: TargetSchema;
}

/** A column of words. */
export interface CategorySchema {
  /** The column. */
  readonly name: string;
  /**
   * Its words in the order of their features. As with classes, those of the whole data set: which
   * words there are belongs to the schema, not to what is learnt from the training rows.
   */
  readonly values: readonly string[];
}

/** The target columns. */
export type TargetSchema =
  /** One of a few classes, coded by its place in the list. */
  | { readonly kind: "classes"; readonly name: string; readonly classes: readonly string[] }
  /** Columns of numbers; those of 0 and 1 are indicators, each a label that a row has or not. */
  | { readonly kind: "numeric" | "indicators"; readonly names: readonly string[] };

/** What a target holds. */
export type TargetKind = TargetSchema["kind"];

/** The names of the features that preprocessing makes of some columns. */
export function featureNames({ numeric, categories }: Omit<Schema, "features">): string[] {
  const words = categories.flatMap(({ name, values }) => values.map((word) => `${name}=${word}`));
  return [...numeric, ...words];
}
