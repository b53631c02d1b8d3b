import type { Outputs } from "../../ir/value.ts";
import { verifyGraph } from "../verify.ts";
import { fuseGemm } from "./fuse_gemm.ts";
import { pullFactors } from "./pull_factors.ts";
import { shareCommon } from "./share_common.ts";
import { simplify } from "./simplify.ts";

/** The name of a pass. */
export type PassName = "simplify" | "shareCommon" | "fuseGemm" | "pullFactors";

/** The passes by name. Each is a pure function of the graph and changes no result beyond rounding. */
export const passes: Readonly<Record<PassName, (outputs: Outputs) => Outputs>> = {
  simplify,
  shareCommon,
  fuseGemm,
  pullFactors,
};

/** What `fuseGemm` multiplies into products may be there twice. */
const inOrder: readonly PassName[] = [
  "simplify",
  "shareCommon",
  "fuseGemm",
  "shareCommon",
  "pullFactors",
];

/** What of optimizing is wanted. */
export interface OptimizeOptions {
  /** Whether the graph is looked at before the passes and after each, which takes time. */
  readonly verify?: boolean;
  /** Shown the graph before the passes and after each. */
  readonly onGraph?: (graph: Outputs) => void;
  /** Passes that are left out: the graph is the same, but for its cost. */
  readonly without?: readonly PassName[];
}

/**
 * A graph after all passes. What ONNX Runtime's own optimizer does is left to it.
 * @throws {InternalError} If a graph is found wrong.
 */
export function optimize(
  outputs: Outputs,
  { verify = false, onGraph, without = [] }: OptimizeOptions = {},
): Outputs {
  const checked = (graph: Outputs) => {
    if (verify) verifyGraph(graph);
    onGraph?.(graph);
    return graph;
  };
  return inOrder.filter((name) => !without.includes(name))
    .reduce((graph, name) => checked(passes[name](graph)), checked(outputs));
}
