import { share } from "../../dsl/language/signature.ts";
import { fractionOf } from "./exact_share.ts";
import { partProblems, seedArgument } from "./held_out.ts";
import { RandomState } from "./numpy_random.ts";
import { defineSplitter, type Splitter } from "./splitter.ts";

/**
 * Rows drawn for training, the others for the test, `split sample(train = 80%, seed = 0)`: the very rows of
 * pandas' `DataFrame.sample(frac=.8, random_state=0)`, in its order, and those that are left, in theirs.
 */
export const sample: Splitter = defineSplitter({
  name: "sample",
  doc:
    "Draws the training rows as pandas' DataFrame.sample(frac=..., random_state=seed); tests on the others.",
  arguments: {
    train: share({ doc: "the rows to train on: a percent, a fraction or a count" }),
    seed: seedArgument,
  },
  split({ train, seed }, { rows, report }) {
    const size = "rows" in train
      ? train.rows
      : "fraction" in train
      ? halfToEven(train.fraction * rows)
      : exactHalfToEven(train.percent, rows);
    const test = rows - size;
    report.add(...partProblems({ test: { rows: test } }, { valid: 0, test, rows }));
    report.stopOnErrors();
    const drawn = new RandomState(seed).permutation(rows).slice(0, size);
    const isDrawn = new Uint8Array(rows);
    for (const row of drawn) isDrawn[row] = 1;
    const all = Int32Array.from({ length: rows }, (_, row) => row);
    return { train: drawn, valid: new Int32Array(), test: all.filter((row) => !isDrawn[row]) };
  },
});

/** Rounded as Python rounds: a half goes to the even neighbour. */
function halfToEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

function exactHalfToEven(percent: number, rows: number): number {
  const { numerator, denominator } = fractionOf(percent);
  const product = numerator * BigInt(rows);
  const low = product / denominator;
  const rest = 2n * (product % denominator);
  const isUp = rest > denominator || rest === denominator && low % 2n === 1n;
  return Number(isUp ? low + 1n : low);
}
