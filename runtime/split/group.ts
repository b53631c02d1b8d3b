import { column } from "../../dsl/language/signature.ts";
import {
  heldOutOf,
  partProblems,
  seedArgument,
  shareArguments,
  sharesOfAllRows,
} from "./held_out.ts";
import { RandomState } from "./numpy_random.ts";
import { defineSplitter, type Splitter } from "./splitter.ts";
import { groupsOf } from "./strata.ts";

/**
 * Groups held out at random, `split group(patient, test = 20%)`: no group is in two parts. The very rows of
 * scikit-learn's `GroupShuffleSplit(test_size=..., random_state=seed)`; shares are of the groups. With both
 * parts, the groups that are held out are split a second time with the same seed.
 */
export const groupSplit: Splitter = defineSplitter({
  name: "group",
  doc:
    "Holds out whole groups, such as all rows of a patient, as scikit-learn's GroupShuffleSplit.",
  arguments: {
    column: column({ doc: "the column that says which group a row is in; it is no feature" }),
    ...shareArguments,
    seed: seedArgument,
  },
  conflict: sharesOfAllRows,
  columnsOf: ({ column }) => [column],
  ownColumnsOf: ({ column }) => [column],
  split({ column, valid, test, seed }, divided) {
    const groups = groupsOf(divided.column(column));
    const count = groups.reduce((most, each) => Math.max(most, each), -1) + 1;
    const heldOut = heldOutOf({ valid, test }, count);
    divided.report.add(...partProblems({ valid, test }, { ...heldOut, rows: count }));
    divided.report.stopOnErrors();
    const partOf = partsOfGroups(count, { ...heldOut, seed });
    const all = Int32Array.from(groups, (_, row) => row);
    const rowsOf = (part: number) => all.filter((row) => partOf[groups[row]] === part);
    return { train: rowsOf(trains), valid: rowsOf(watches), test: rowsOf(judges) };
  },
});

const [trains, watches, judges] = [0, 1, 2];

/** Which part each group is in. */
function partsOfGroups(
  count: number,
  { valid, test, seed }: { readonly valid: number; readonly test: number; readonly seed: number },
): Uint8Array {
  const parts = new Uint8Array(count).fill(trains);
  const drawn = new RandomState(seed).permutation(count).subarray(0, valid + test);
  if (valid === 0 || test === 0) {
    for (const group of drawn) parts[group] = valid === 0 ? judges : watches;
    return parts;
  }
  // A second split sees the groups that are held out in their order.
  const heldOut = drawn.toSorted();
  const again = new RandomState(seed).permutation(heldOut.length);
  again.forEach((place, rank) => parts[heldOut[place]] = rank < test ? judges : watches);
  return parts;
}
