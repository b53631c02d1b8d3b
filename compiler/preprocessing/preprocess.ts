import { input } from "../ir/input.ts";
import { concat } from "../ops/concat.ts";
import { oneHotText } from "../ops/one_hot_text.ts";
import type { Input, Value } from "../ir/value.ts";
import type { Schema } from "../schema/schema.ts";
import type { Statistics } from "./statistics.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Scaler } from "./scaler.ts";

/** What else the inputs and outputs of models are called. */
const reserved = new Set(["numeric", "features", "label", "probability", "prediction"]);

/**
 * What models call their text inputs, one a category column: as the column, with `_text` behind it
 * where a model has another use for the name.
 */
export function textInputNames({ categories }: Schema): readonly string[] {
  const columns = categories.map(({ name }) => name);
  return columns.map((column) => {
    let name = column;
    while (reserved.has(name) || name !== column && columns.includes(name)) name += "_text";
    return name;
  });
}

interface Preprocessed {
  readonly pipeline: { readonly scale?: CheckedCall<Scaler> };
  readonly schema: Schema;
  readonly statistics: Statistics;
}

/** Raw rows and what the network takes. */
export interface Preprocessing {
  /** `numeric` float32 [N, F], unless there are none, then text [N] for each category column. */
  readonly inputs: readonly Input[];
  /** float32 [N, all features]: the scaled numbers, then the one-hot words of each category. */
  readonly features: Value;
}

/** Raw rows in, features out. */
export function preprocess(
  { pipeline: { scale }, schema, statistics }: Preprocessed,
): Preprocessing {
  const { numeric, categories } = schema;
  const numbers = numeric.length > 0
    ? [input("numeric", { dtype: "float32", shape: ["N", numeric.length] })]
    : [];
  const texts = textInputNames(schema).map((name) =>
    input(name, { dtype: "string", shape: ["N"] })
  );
  const scaled = numbers.map((x) => scale ? scale.definition.build(x, statistics.scaling) : x);
  // There is a text for each category.
  const words = categories.map(({ values }, at) => oneHotText(texts[at], values));
  return { inputs: [...numbers, ...texts], features: concat([...scaled, ...words], -1) };
}
