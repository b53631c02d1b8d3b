import { constant } from "../../../compiler/ir/constant.ts";
import { codes, sample } from "../helpers.ts";
import { opCase, type OpRow, unary } from "./case.ts";

/** What is not computed. */
export const leafRows = {
  constant: {
    noGradient: "it is computed from nothing",
    cases: [sample([]), sample([2, 3]), codes([4], 9), { ...codes([3], 2), dtype: "bool" as const }]
      .map((each) => opCase([], () => constant(each), `${each.dtype}[${each.shape}]`)),
  },
  // The gradient for an input is the cotangent itself.
  input: { cases: [...unary((x) => x), opCase([sample([2])], ([x]) => x)] },
} satisfies Record<string, OpRow>;
