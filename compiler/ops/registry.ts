import type { Op } from "../ir/value.ts";
import { absOp } from "./abs.ts";
import { addOp } from "./add.ts";
import { argmaxOp } from "./argmax.ts";
import { argsortOp } from "./argsort.ts";
import { castOp } from "./cast.ts";
import { concatOp } from "./concat.ts";
import { constantOp } from "../ir/constant.ts";
import { cumulativeSumOp } from "./cumulative_sum.ts";
import { divOp } from "./div.ts";
import { eluOp } from "./elu.ts";
import { equalOp } from "./equal.ts";
import { erfOp } from "./erf.ts";
import { expOp } from "./exp.ts";
import { expandOp } from "./expand.ts";
import { gatherElementsOp } from "./gather_elements.ts";
import { gatherRowsOp } from "./gather_rows.ts";
import { gemmOp } from "./gemm.ts";
import { greaterOp } from "./greater.ts";
import { inputOp } from "../ir/input.ts";
import { leakyReluOp } from "./leaky_relu.ts";
import { logOp } from "./log.ts";
import { logSoftmaxOp } from "./log_softmax.ts";
import { matmulOp } from "./matmul.ts";
import { maximumOp } from "./maximum.ts";
import { minimumOp } from "./minimum.ts";
import { mulOp } from "./mul.ts";
import { negOp } from "./neg.ts";
import { oneHotOp } from "./one_hot.ts";
import { oneHotTextOp } from "./one_hot_text.ts";
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
import { tanhOp } from "./tanh.ts";
import { whereOp } from "./where.ts";

/** Every op there is. The gradient table in the tests must have a row for each. */
export const ops: readonly Op[] = [
  absOp,
  addOp,
  argmaxOp,
  argsortOp,
  castOp,
  concatOp,
  constantOp,
  cumulativeSumOp,
  divOp,
  eluOp,
  equalOp,
  erfOp,
  expOp,
  expandOp,
  gatherElementsOp,
  gatherRowsOp,
  gemmOp,
  greaterOp,
  inputOp,
  leakyReluOp,
  logOp,
  logSoftmaxOp,
  matmulOp,
  maximumOp,
  minimumOp,
  mulOp,
  negOp,
  oneHotOp,
  oneHotTextOp,
  permuteOp,
  randomUniformOp,
  reduceMeanOp,
  reduceSumOp,
  reluOp,
  reshapeOp,
  scatterAddOp,
  sigmoidOp,
  sliceOp,
  softmaxCrossEntropyOp,
  softmaxOp,
  softplusOp,
  sqrtOp,
  subOp,
  tanhOp,
  whereOp,
];
