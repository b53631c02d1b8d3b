import type { OpKind } from "../../../compiler/ir/op_set.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { argsort } from "../../../compiler/ops/argsort.ts";
import { cumulativeSum } from "../../../compiler/ops/cumulative_sum.ts";
import { gatherElements } from "../../../compiler/ops/gather_elements.ts";
import { scatterAdd } from "../../../compiler/ops/scatter_add.ts";
import { codes, sample } from "../helpers.ts";
import { opCase, type OpRow } from "./case.ts";

const shapes = [[1], [5], [2, 4], [2, 1, 3]];
// Which elements of an axis of 4 are taken: some twice, some not at all.
const places = [[[4], [2]], [[4], [6]], [[2, 4], [2, 4]], [[2, 3, 4], [2, 3, 5]]] as const;

/** A row for each op that sorts, or moves elements by their places. */
export const sortingRows = {
  argsort: {
    noGradient: "its result is an order",
    cases: [...shapes.map((shape) => sample(shape)), tensor([2, 4], [1, 2, 2, 1, 3, 3, 3, 3])]
      .map((x) => opCase([x], ([x]) => argsort(x))),
  },
  cumulative_sum: {
    cases: shapes.flatMap((shape) =>
      [false, true].map((reverse) =>
        opCase([sample(shape)], ([x]) => cumulativeSum(x, { reverse }), `reverse ${reverse}`)
      )
    ),
  },
  gather_elements: {
    cases: places.map(([from, to]) =>
      opCase([sample(from), codes(to, 4)], ([x, at]) => gatherElements(x, at))
    ),
  },
  scatter_add: {
    cases: places.map(([to, from]) =>
      opCase(
        [sample(to), codes(from, 4), sample(from, "z")],
        ([x, at, z]) => scatterAdd(x, at, z),
      )
    ),
  },
} satisfies Partial<Record<OpKind, OpRow>>;
