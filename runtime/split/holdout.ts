import { boolean, column, either } from "../../dsl/language/signature.ts";
import type { Parts } from "../data/parts.ts";
import {
  type HeldOut,
  heldOutOf,
  partProblems,
  seedArgument,
  shareArguments,
  sharesOfAllRows,
} from "./held_out.ts";
import { RandomState } from "./numpy_random.ts";
import { drawAlike } from "./stratified.ts";
import { defineSplitter, type SplitRows, type Splitter } from "./splitter.ts";
import { strataOf } from "./strata.ts";

/**
 * Rows held out at random, `split holdout(valid = 20%, test = 20%, seed = 7)`: the very rows of
 * scikit-learn's `train_test_split(rows, test_size=..., random_state=seed)`, in its order; with
 * `stratify = true` so that each part has its share of every class. With both parts, the held-out rows are
 * split a second time with the same seed: its training side is `valid`.
 */
export const holdout: Splitter = defineSplitter({
  name: "holdout",
  doc: "Holds out rows at random: the rows of scikit-learn's train_test_split(random_state=seed).",
  arguments: {
    ...shareArguments,
    seed: seedArgument,
    stratify: either(boolean({ doc: "" }), column({ doc: "" }), {
      default: false,
      doc: "whether each part has its share of every class of the target, or of a column",
    }),
    shuffle: boolean({
      default: true,
      doc: "whether rows are drawn; false takes them in their order",
    }),
  },
  conflict(args) {
    if (args.stratify !== false && !args.shuffle) {
      return {
        argument: "shuffle",
        message: "stratify draws rows, and shuffle = false takes them in their order",
        help: "Remove one of the two",
      };
    }
    return sharesOfAllRows(args);
  },
  columnsOf: ({ stratify }) => typeof stratify === "string" ? [stratify] : [],
  split({ valid, test, seed, stratify, shuffle }, divided) {
    const { rows, report } = divided;
    const counts = heldOutOf({ valid, test }, rows);
    report.add(...partProblems({ valid, test }, { ...counts, rows }));
    report.stopOnErrors();
    if (!shuffle) return inOrder(rows, counts);
    const strata = stratify === false ? undefined : strataOf(stratify, divided);
    return strata
      ? stratified(strata, { ...counts, seed, report })
      : drawn(rows, { ...counts, seed });
  },
});

function inOrder(rows: number, { valid, test }: HeldOut): Parts {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const train = rows - valid - test;
  return {
    train: all.subarray(0, train),
    valid: all.subarray(train, train + valid),
    test: all.subarray(train + valid),
  };
}

function drawn(rows: number, { valid, test, seed }: HeldOut & { readonly seed: number }): Parts {
  const order = new RandomState(seed).permutation(rows);
  const heldOut = order.subarray(0, valid + test);
  const train = order.slice(heldOut.length);
  if (valid === 0 || test === 0) return { train, ...alone(heldOut.slice(), valid) };
  const again = new RandomState(seed).permutation(heldOut.length).map((at) => heldOut[at]);
  return { train, valid: again.slice(test), test: again.slice(0, test) };
}

/** The held-out rows as the one part that is asked for. */
function alone(heldOut: Int32Array, valid: number): Omit<Parts, "train"> {
  const none = new Int32Array();
  return valid === 0 ? { valid: none, test: heldOut } : { valid: heldOut, test: none };
}

function stratified(
  strata: Int32Array,
  { valid, test, seed, report }: HeldOut & Pick<SplitRows, "report"> & { readonly seed: number },
): Parts {
  const { train, heldOut } = drawAlike(strata, { heldOut: valid + test, seed, report });
  if (valid === 0 || test === 0) return { train, ...alone(heldOut, valid) };
  const again = drawAlike(heldOut.map((row) => strata[row]), { heldOut: test, seed, report });
  const rowsOf = (places: Int32Array) => places.map((place) => heldOut[place]);
  return { train, valid: rowsOf(again.train), test: rowsOf(again.heldOut) };
}
