import { activation } from "./activation.ts";
import { attention } from "./attention.ts";
import { batchNorm } from "./batch_norm.ts";
import { columnsLayer } from "./columns.ts";
import { concatLayer } from "./concat.ts";
import { dropout } from "./dropout.ts";
import { eluLayer } from "./elu.ts";
import { embedding } from "./embedding.ts";
import { flatten } from "./flatten.ts";
import { gelu } from "./gelu.ts";
import { hardSigmoid } from "./hard_sigmoid.ts";
import type { Layer } from "./layer.ts";
import { layerNorm } from "./layer_norm.ts";
import { leakyReluLayer } from "./leaky_relu.ts";
import { linear } from "./linear.ts";
import { logSoftmaxLayer } from "./log_softmax.ts";
import { meanPool } from "./mean_pool.ts";
import { mish } from "./mish.ts";
import { permuteLayer } from "./permute.ts";
import { positionEmbedding } from "./position_embedding.ts";
import { prelu } from "./prelu.ts";
import { reluLayer } from "./relu.ts";
import { reshapeLayer } from "./reshape.ts";
import { residual } from "./residual.ts";
import { selu } from "./selu.ts";
import { sequential } from "./sequential.ts";
import { sigmoidLayer } from "./sigmoid.ts";
import { silu } from "./silu.ts";
import { softmaxLayer } from "./softmax.ts";
import { softplusLayer } from "./softplus.ts";
import { step } from "./step.ts";
import { tanhLayer } from "./tanh.ts";
import { transposeLayer } from "./transpose.ts";

/** Every layer of the language. */
export const layers: readonly Layer[] = [
  activation,
  attention,
  batchNorm,
  columnsLayer,
  concatLayer,
  dropout,
  eluLayer,
  embedding,
  flatten,
  gelu,
  hardSigmoid,
  layerNorm,
  leakyReluLayer,
  linear,
  logSoftmaxLayer,
  meanPool,
  mish,
  permuteLayer,
  positionEmbedding,
  prelu,
  reluLayer,
  reshapeLayer,
  residual,
  selu,
  sequential,
  sigmoidLayer,
  silu,
  softmaxLayer,
  softplusLayer,
  step,
  tanhLayer,
  transposeLayer,
];
