import type { ArgumentsOf, ArgumentTable, Signature } from "../../../dsl/language/signature.ts";
import type { Sample } from "../base/sample.ts";
import type { WordSample } from "../base/word_sample.ts";

/** What an imputer puts where a row has no value. */
export interface Imputing<Arguments> {
  /** What it fills in, with these arguments. */
  takes(args: Arguments): readonly ("number" | "word")[];
  /** The number, from the training rows that have one. */
  number?(sample: Sample, args: Arguments): number;
  /** The word, likewise; absent where no row has one. */
  word?(sample: WordSample, args: Arguments): string | undefined;
}

/** A way to fill in missing values: its signature and what it does. */
export type Imputer = Signature & Imputing<Readonly<Record<string, unknown>>>;

/** The imputer of a signature and its meaning. */
export function defineImputer<const A extends ArgumentTable>(
  definition: Signature<A> & Imputing<ArgumentsOf<A>>,
): Imputer {
  // A registry forgets each imputer's argument types; `check` has made sure of them before.
  return definition;
}
