import type { OpKind } from "../../ir/op_set.ts";
import type { OpCall } from "../../ir/value.ts";
import { lowerElementwise, type WasmContext } from "./elementwise.ts";
import { lowerConcat, lowerGatherRows, lowerOneHot, lowerPermute, lowerSlice } from "./moves.ts";
import { lowerGemm, lowerMatmul } from "./products.ts";
import { lowerUniform } from "./random.ts";
import { lowerArgmax, lowerReduce, lowerSoftmax, lowerSoftmaxCrossEntropy } from "./reductions.ts";

/** Writes the instructions that compute an op; absent where WebAssembly does not have it. */
export type WasmLowering<K extends OpKind> =
  | ((call: OpCall<K>, context: WasmContext) => void)
  | undefined;

/** How WebAssembly computes each op: a kind without an entry is a type error. */
export const wasmLowerings: { readonly [K in OpKind]: WasmLowering<K> } = {
  abs: lowerElementwise,
  add: lowerElementwise,
  argmax: lowerArgmax,
  argsort: undefined,
  cast: lowerElementwise,
  concat: lowerConcat,
  cumulative_sum: undefined,
  div: lowerElementwise,
  elu: lowerElementwise,
  equal: lowerElementwise,
  erf: lowerElementwise,
  exp: lowerElementwise,
  expand: lowerElementwise,
  floor: lowerElementwise,
  gather_elements: undefined,
  gather_rows: lowerGatherRows,
  gemm: lowerGemm,
  greater: lowerElementwise,
  leaky_relu: lowerElementwise,
  log: lowerElementwise,
  log_softmax: lowerSoftmax,
  matmul: lowerMatmul,
  maximum: lowerElementwise,
  minimum: lowerElementwise,
  mul: lowerElementwise,
  neg: lowerElementwise,
  one_hot: lowerOneHot,
  permute: lowerPermute,
  random_uniform: lowerUniform,
  reduce_mean: lowerReduce,
  reduce_sum: lowerReduce,
  relu: lowerElementwise,
  // The same elements where they lie.
  reshape: () => {},
  scatter_add: undefined,
  sigmoid: lowerElementwise,
  slice: lowerSlice,
  softmax: lowerSoftmax,
  softmax_cross_entropy: lowerSoftmaxCrossEntropy,
  softplus: lowerElementwise,
  sqrt: lowerElementwise,
  sub: lowerElementwise,
  take: undefined,
  tanh: lowerElementwise,
  where: lowerElementwise,
  word_index: undefined,
};
