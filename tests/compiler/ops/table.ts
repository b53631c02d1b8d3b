import { inputOp } from "../../../compiler/ir/input.ts";
import { sample } from "../helpers.ts";
import { opCase, type OpRow, unary } from "./case.ts";
import { elementwiseRows } from "./elementwise_cases.ts";
import { sortingRows } from "./sorting_cases.ts";
import { structuralRows } from "./structural_cases.ts";

/** A row for every op, by its kind. */
export const opTable: Readonly<Record<string, OpRow>> = {
  ...elementwiseRows,
  ...sortingRows,
  ...structuralRows,
  // The gradient for an input is the cotangent itself.
  [inputOp.kind]: { cases: [...unary((x) => x), opCase([sample([2])], ([x]) => x!)] },
};
