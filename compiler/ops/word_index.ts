import { apply, defineOp } from "../ir/define_op.ts";
import { tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/**
 * The code of each word: y[n] = codes[k] where x[n] = words[k], and `otherwise` for a word that is none
 * of them. No gradient flows.
 * Shapes: x text [N] -> y int32 [N]. Source: `LabelEncoder` of ai.onnx.ml, version 2.
 */
export const wordIndexOp = defineOp({
  kind: "word_index",
  inferType([x], { words, codes }) {
    if (x.dtype !== "string") throw new RangeError(`word_index of ${x.dtype}`);
    if (words.length !== codes.length) throw new RangeError("word_index needs a code a word");
    return { dtype: "int32", shape: x.shape };
  },
  vjp: () => [undefined],
  evaluate([x], { words, codes, otherwise }) {
    // `inferType` takes text alone, which the type of evaluated tensors does not know.
    const texts = x.data as unknown as readonly string[];
    const codeOf = new Map(words.map((word, at) => [word, codes[at]]));
    return tensor(x.shape, texts.map((text) => codeOf.get(text) ?? otherwise), "int32");
  },
});

/** What words stand for. */
export interface WordCodes {
  readonly words: readonly string[];
  /** One a word. */
  readonly codes: readonly number[];
  /** The code of a word that is not listed. */
  readonly otherwise: number;
}

/** The codes of words, int32. @param x Text [N]. */
export function wordIndex(x: Value, codes: WordCodes): Value {
  return apply(wordIndexOp, [x], codes);
}
