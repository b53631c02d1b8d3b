/** What the compiler knows of the data: names, never values. */
export interface Schema {
  /** The numeric feature columns in the order in which the model takes them. */
  readonly features: readonly string[];
  /** What is learnt; absent where rows are only to be answered. */
  readonly target?: TargetSchema;
}

/** The target columns. */
export type TargetSchema =
  /** One of a few classes, coded by its place in the list. */
  | { readonly kind: "classes"; readonly name: string; readonly classes: readonly string[] }
  /** Columns of numbers; those of 0 and 1 are indicators, each a label that a row has or not. */
  | { readonly kind: "numeric" | "indicators"; readonly names: readonly string[] };

/** What a target holds. */
export type TargetKind = TargetSchema["kind"];
