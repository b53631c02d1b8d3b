import type { Op } from "../ir/value.ts";
import { addOp } from "./add.ts";
import { argmaxOp } from "./argmax.ts";
import { castOp } from "./cast.ts";
import { concatOp } from "./concat.ts";
import { constantOp } from "./constant.ts";
import { divOp } from "./div.ts";
import { equalOp } from "./equal.ts";
import { expOp } from "./exp.ts";
import { expandOp } from "./expand.ts";
import { gatherRowsOp } from "./gather_rows.ts";
import { gemmOp } from "./gemm.ts";
import { greaterOp } from "./greater.ts";
import { inputOp } from "./input.ts";
import { logOp } from "./log.ts";
import { logSoftmaxOp } from "./log_softmax.ts";
import { matmulOp } from "./matmul.ts";
import { mulOp } from "./mul.ts";
import { negOp } from "./neg.ts";
import { oneHotOp } from "./one_hot.ts";
import { reduceMeanOp } from "./reduce_mean.ts";
import { reduceSumOp } from "./reduce_sum.ts";
import { reluOp } from "./relu.ts";
import { reshapeOp } from "./reshape.ts";
import { sigmoidOp } from "./sigmoid.ts";
import { sliceOp } from "./slice.ts";
import { softmaxOp } from "./softmax.ts";
import { softmaxCrossEntropyOp } from "./softmax_cross_entropy.ts";
import { softplusOp } from "./softplus.ts";
import { subOp } from "./sub.ts";
import { tanhOp } from "./tanh.ts";
import { transposeOp } from "./transpose.ts";
import { whereOp } from "./where.ts";

/** Every op there is. The gradient table in the tests must have a row for each. */
export const ops: readonly Op[] = [
  addOp,
  argmaxOp,
  castOp,
  concatOp,
  constantOp,
  divOp,
  equalOp,
  expOp,
  expandOp,
  gatherRowsOp,
  gemmOp,
  greaterOp,
  inputOp,
  logOp,
  logSoftmaxOp,
  matmulOp,
  mulOp,
  negOp,
  oneHotOp,
  reduceMeanOp,
  reduceSumOp,
  reluOp,
  reshapeOp,
  sigmoidOp,
  sliceOp,
  softmaxOp,
  softmaxCrossEntropyOp,
  softplusOp,
  subOp,
  tanhOp,
  transposeOp,
  whereOp,
];
