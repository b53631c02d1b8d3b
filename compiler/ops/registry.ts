import type { Op } from "../ir/define_op.ts";
import type { OpKind } from "../ir/op_set.ts";
import { absOp } from "./abs.ts";
import { addOp } from "./add.ts";
import { argmaxOp } from "./argmax.ts";
import { argsortOp } from "./argsort.ts";
import { castOp } from "./cast.ts";
import { concatOp } from "./concat.ts";
import { cumulativeSumOp } from "./cumulative_sum.ts";
import { divOp } from "./div.ts";
import { eluOp } from "./elu.ts";
import { equalOp } from "./equal.ts";
import { erfOp } from "./erf.ts";
import { expOp } from "./exp.ts";
import { expandOp } from "./expand.ts";
import { floorOp } from "./floor.ts";
import { gatherElementsOp } from "./gather_elements.ts";
import { gatherRowsOp } from "./gather_rows.ts";
import { gemmOp } from "./gemm.ts";
import { greaterOp } from "./greater.ts";
import { leakyReluOp } from "./leaky_relu.ts";
import { logOp } from "./log.ts";
import { logSoftmaxOp } from "./log_softmax.ts";
import { matmulOp } from "./matmul.ts";
import { maximumOp } from "./maximum.ts";
import { minimumOp } from "./minimum.ts";
import { mulOp } from "./mul.ts";
import { negOp } from "./neg.ts";
import { oneHotOp } from "./one_hot.ts";
import { permuteOp } from "./permute.ts";
import { randomUniformOp } from "./random_uniform.ts";
import { reduceMeanOp } from "./reduce_mean.ts";
import { reduceSumOp } from "./reduce_sum.ts";
import { reluOp } from "./relu.ts";
import { reshapeOp } from "./reshape.ts";
import { scatterAddOp } from "./scatter_add.ts";
import { sigmoidOp } from "./sigmoid.ts";
import { sliceOp } from "./slice.ts";
import { softmaxOp } from "./softmax.ts";
import { softmaxCrossEntropyOp } from "./softmax_cross_entropy.ts";
import { softplusOp } from "./softplus.ts";
import { sqrtOp } from "./sqrt.ts";
import { subOp } from "./sub.ts";
import { takeOp } from "./take.ts";
import { tanhOp } from "./tanh.ts";
import { whereOp } from "./where.ts";
import { wordIndexOp } from "./word_index.ts";

/** Every op by its kind: a kind without its rules is a type error. */
export const ops: { readonly [K in OpKind]: Op<K> } = {
  abs: absOp,
  add: addOp,
  argmax: argmaxOp,
  argsort: argsortOp,
  cast: castOp,
  concat: concatOp,
  cumulative_sum: cumulativeSumOp,
  div: divOp,
  elu: eluOp,
  equal: equalOp,
  erf: erfOp,
  exp: expOp,
  expand: expandOp,
  floor: floorOp,
  gather_elements: gatherElementsOp,
  gather_rows: gatherRowsOp,
  gemm: gemmOp,
  greater: greaterOp,
  leaky_relu: leakyReluOp,
  log: logOp,
  log_softmax: logSoftmaxOp,
  matmul: matmulOp,
  maximum: maximumOp,
  minimum: minimumOp,
  mul: mulOp,
  neg: negOp,
  one_hot: oneHotOp,
  permute: permuteOp,
  random_uniform: randomUniformOp,
  reduce_mean: reduceMeanOp,
  reduce_sum: reduceSumOp,
  relu: reluOp,
  reshape: reshapeOp,
  scatter_add: scatterAddOp,
  sigmoid: sigmoidOp,
  slice: sliceOp,
  softmax: softmaxOp,
  softmax_cross_entropy: softmaxCrossEntropyOp,
  softplus: softplusOp,
  sqrt: sqrtOp,
  sub: subOp,
  take: takeOp,
  tanh: tanhOp,
  where: whereOp,
  word_index: wordIndexOp,
};
