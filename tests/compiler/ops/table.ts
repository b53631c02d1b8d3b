import type { OpKind } from "../../../compiler/ir/op_set.ts";
import type { OpRow } from "./case.ts";
import { elementwiseRows } from "./elementwise_cases.ts";
import { leafRows } from "./leaf_cases.ts";
import { sortingRows } from "./sorting_cases.ts";
import { structuralRows } from "./structural_cases.ts";

/** A row for every op, by its kind: one without a row is a type error. */
export const opTable: Readonly<Record<OpKind, OpRow>> = {
  ...elementwiseRows,
  ...sortingRows,
  ...structuralRows,
};

/** A row for every op and every leaf. */
export const valueTable: Readonly<Record<OpKind | "input" | "constant", OpRow>> = {
  ...opTable,
  ...leafRows,
};
