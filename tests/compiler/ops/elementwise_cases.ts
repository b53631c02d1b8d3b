import type { OpKind } from "../../../compiler/ir/op_set.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { abs } from "../../../compiler/ops/abs.ts";
import { add } from "../../../compiler/ops/add.ts";
import { cast } from "../../../compiler/ops/cast.ts";
import { div } from "../../../compiler/ops/div.ts";
import { elu } from "../../../compiler/ops/elu.ts";
import { equal } from "../../../compiler/ops/equal.ts";
import { erf } from "../../../compiler/ops/erf.ts";
import { exp } from "../../../compiler/ops/exp.ts";
import { floor } from "../../../compiler/ops/floor.ts";
import { greater } from "../../../compiler/ops/greater.ts";
import { leakyRelu } from "../../../compiler/ops/leaky_relu.ts";
import { log } from "../../../compiler/ops/log.ts";
import { maximum } from "../../../compiler/ops/maximum.ts";
import { minimum } from "../../../compiler/ops/minimum.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { neg } from "../../../compiler/ops/neg.ts";
import { relu } from "../../../compiler/ops/relu.ts";
import { sigmoid } from "../../../compiler/ops/sigmoid.ts";
import { softplus } from "../../../compiler/ops/softplus.ts";
import { sqrt } from "../../../compiler/ops/sqrt.ts";
import { sub } from "../../../compiler/ops/sub.ts";
import { tanh } from "../../../compiler/ops/tanh.ts";
import { where } from "../../../compiler/ops/where.ts";
import { codes, positive, sample } from "../helpers.ts";
import { binary, opCase, type OpRow, unary } from "./case.ts";

const far = tensor([4], [-30, -8, 8, 30]);
const choices = (shape: readonly number[]) => ({ ...codes(shape, 2, "c"), dtype: "bool" as const });

/** Ops that work element by element. */
export const elementwiseRows = {
  abs: { cases: unary(abs) },
  add: { cases: binary(add) },
  cast: {
    noGradient: "whole numbers and truth values do not vary smoothly",
    cases: [
      opCase([sample([2, 3])], ([x]) => cast(x, "int32"), "to int32"),
      opCase([tensor([4], [-2.75, -0.5, 0.5, 2.75])], ([x]) => cast(x, "int32"), "to int32"),
      opCase([tensor([3], [0, -0.5, 2])], ([x]) => cast(x, "bool"), "to bool"),
      opCase([codes([2, 2], 9)], ([x]) => cast(x, "float32"), "to float32"),
      opCase([codes([4], 3)], ([x]) => cast(x, "bool"), "to bool"),
      opCase([choices([3, 1])], ([x]) => cast(x, "float32"), "to float32"),
      opCase([choices([])], ([x]) => cast(x, "int32"), "to int32"),
    ],
  },
  div: { cases: binary(div) },
  elu: {
    cases: [
      ...unary((x) => elu(x, 1)),
      opCase([far], ([x]) => elu(x, 0.75), "alpha 0.75, far from 0"),
    ],
  },
  equal: {
    noGradient: "a comparison is constant almost everywhere",
    cases: [
      ...binary(equal, (shape, key) => codes(shape, 2, key)),
      opCase([tensor([3], [1, 2, 3]), tensor([3], [1, -2, 3])], ([a, b]) => equal(a, b)),
    ],
  },
  erf: { cases: [...unary(erf), opCase([far], ([x]) => erf(x), "far from 0")] },
  exp: { cases: unary(exp) },
  floor: {
    noGradient: "steps are flat almost everywhere",
    cases: unary(floor),
  },
  greater: {
    noGradient: "a comparison is constant almost everywhere",
    cases: [
      ...binary(greater),
      opCase([tensor([3], [1, 2, 3]), tensor([3], [1, 1, 4])], ([a, b]) => greater(a, b)),
    ],
  },
  leaky_relu: {
    cases: [
      ...unary((x) => leakyRelu(x, 0.01)),
      opCase([far], ([x]) => leakyRelu(x, 0.75), "slope 0.75, far from 0"),
    ],
  },
  log: { cases: unary(log, positive) },
  maximum: { cases: binary(maximum) },
  minimum: { cases: binary(minimum) },
  mul: {
    cases: [...binary(mul), opCase([sample([3])], ([x]) => mul(x, x), "a square")],
  },
  neg: { cases: unary(neg) },
  relu: { cases: unary(relu) },
  sigmoid: { cases: [...unary(sigmoid), opCase([far], ([x]) => sigmoid(x), "far from 0")] },
  softplus: { cases: [...unary(softplus), opCase([far], ([x]) => softplus(x), "far from 0")] },
  sqrt: { cases: unary(sqrt, positive) },
  sub: { cases: binary(sub) },
  tanh: { cases: [...unary(tanh), opCase([far], ([x]) => tanh(x), "far from 0")] },
  where: {
    cases: [
      [[], [], []],
      [[3], [3], [3]],
      [[2, 1], [3], []],
      [[2], [3, 1], [1, 2]],
      [[], [2, 2], [2]],
      [[2, 1, 1], [2, 1], [1, 3]],
    ].map(([c, a, b]) =>
      opCase(
        [choices(c), sample(a, "a"), sample(b, "b")],
        ([condition, x, y]) => where(condition, x, y),
      )
    ),
  },
} satisfies Partial<Record<OpKind, OpRow>>;
