import type { ArgumentsOf, ArgumentTable, Signature } from "../../../dsl/language/signature.ts";
import type { Value } from "../../ir/value.ts";
import type { WordSample } from "../base/word_sample.ts";

/** Words as codes, and what features come of them. */
export interface Encoding {
  /** Those that the model knows. */
  readonly words: readonly string[];
  /** The code of each. */
  readonly codes: readonly number[];
  /** The code of a word that the model does not know, and of a missing one. */
  readonly otherwise: number;
  /** The names of the features: `city=Paris`. */
  readonly features: readonly string[];
}

/** What an encoder learns from the training rows and makes of every row. */
export interface EncodingRules<Arguments> {
  /** @param column Its name, for those of the features. */
  fit(sample: WordSample, args: Arguments, column: string): Encoding;
  /** The features, float32 [N, features]. @param codes int32 [N]. */
  build(codes: Value, encoding: Encoding): Value;
  /** Whether a word that no training row has is a mistake in the data. */
  refusesUnknown(args: Arguments): boolean;
}

/** A way to make numbers of words: its signature and what it does. */
export type Encoder = Signature & EncodingRules<Readonly<Record<string, unknown>>>;

/** The encoder of a signature and its meaning. */
export function defineEncoder<const A extends ArgumentTable>(
  definition: Signature<A> & EncodingRules<ArgumentsOf<A>>,
): Encoder {
  // A registry forgets each encoder's argument types; `check` has made sure of them before.
  return definition;
}
