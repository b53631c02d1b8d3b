import type { Outputs } from "../../ir/value.ts";
import { verifyGraph } from "../verify.ts";
import { fuseGemm } from "./fuse_gemm.ts";
import { pullFactors } from "./pull_factors.ts";
import { shareCommon } from "./share_common.ts";
import { simplify } from "./simplify.ts";

/** The passes in their order. Each is a pure function of the graph and changes no result beyond rounding. */
export const passes: readonly ((outputs: Outputs) => Outputs)[] = [
  simplify,
  shareCommon,
  fuseGemm,
  shareCommon,
  pullFactors,
];

/**
 * A graph after all passes. What ONNX Runtime's own optimizer does is left to it.
 * @param options `verify` looks at the graph before the passes and after each, which takes time.
 * @throws {InternalError} If a graph is found wrong.
 */
export function optimize(
  outputs: Outputs,
  { verify = false }: { readonly verify?: boolean } = {},
): Outputs {
  const checked = (graph: Outputs) => {
    if (verify) verifyGraph(graph);
    return graph;
  };
  return passes.reduce((graph, pass) => checked(pass(graph)), checked(outputs));
}
