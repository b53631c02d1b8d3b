/** What the compiler knows of the data: names, never values. */
export interface Schema {
  /** The numeric feature columns in the order in which the model takes them. */
  readonly features: readonly string[];
  readonly target?: TargetSchema;
}

export type TargetSchema =
  /** One of a few classes, coded by its place in the list. */
  | { readonly kind: "classes"; readonly name: string; readonly classes: readonly string[] }
  | { readonly kind: "numeric"; readonly names: readonly string[] };
