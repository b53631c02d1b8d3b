import type { Outputs } from "../../ir/value.ts";
import { fuseGemm } from "./fuse_gemm.ts";
import { shareCommon } from "./share_common.ts";
import { simplify } from "./simplify.ts";

/** The passes in their order. Each is a pure function of the graph and changes no result beyond rounding. */
export const passes: readonly ((outputs: Outputs) => Outputs)[] = [
  simplify,
  shareCommon,
  fuseGemm,
];

/** A graph after all passes. What ONNX Runtime's own optimizer does is left to it. */
export function optimize(outputs: Outputs): Outputs {
  return passes.reduce((graph, pass) => pass(graph), outputs);
}
