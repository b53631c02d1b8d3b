import { type ArgumentSpec, optional } from "../../dsl/language/signature.ts";
import { filled, type Initializer, literal } from "../initializers/initializer.ts";
import { scalar } from "../ir/constant.ts";
import { sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import type { LayerContext, Tuning } from "./layer.ts";
import * as problem from "./problems.ts";
import { numbers, tuningArguments } from "./start.ts";

/** Mean and variance that broadcast against what they are of. */
export interface Moments {
  readonly mean: Value;
  readonly variance: Value;
}

/** Values that γ and β start with, as they are written. */
export interface AffineStart {
  readonly weight?: readonly number[];
  readonly bias?: readonly number[];
}

/** The arguments of γ and β, behind those of the norm itself. */
export const affineArguments: typeof tuningArguments & {
  readonly weight: ArgumentSpec<readonly number[] | undefined>;
  readonly bias: ArgumentSpec<readonly number[] | undefined>;
} = {
  ...tuningArguments,
  weight: optional({ ...numbers, doc: "the values that γ starts with; 1 unless given" }),
  bias: optional({ ...numbers, doc: "the values that β starts with; 0 unless given" }),
};

/** How a norm ends. */
export interface Normalization extends Moments, AffineStart, Tuning {
  readonly eps: number;
  /** Whether it has γ and β. */
  readonly affine: boolean;
  /** The argument that says so. */
  readonly switchedBy: string;
}

/** (x - μ) / √(σ² + ε) γ + β, with γ (`weight`, 1 at first) and β (`bias`, 0 at first) [n] if affine. */
export function normalized(
  context: LayerContext,
  { mean, variance, eps, affine, switchedBy, weight, bias, ...tuning }: Normalization,
): Value {
  const { input: x } = context;
  const normal = div(sub(x, mean), sqrt(add(variance, scalar(eps))));
  if (!affine) {
    const given = weight ? "weight" : bias && "bias";
    if (given) context.reject(problem.switchedOff(given, switchedBy));
    return normal;
  }
  const shape = [sizeOf(x.type.shape.at(-1))];
  const starts = {
    weight: vectorOf(context, "weight", { values: weight, preset: 1 }),
    bias: vectorOf(context, "bias", { values: bias, preset: 0 }),
  };
  const gain = context.parameter("weight", shape, { start: starts.weight, ...tuning });
  const shift = context.parameter("bias", shape, { start: starts.bias, ...tuning });
  return add(mul(normal, gain), shift);
}

/** How a vector of a value for each of the last axis starts: as written, else all the same. */
export function vectorOf(
  context: LayerContext,
  argument: string,
  { values, preset }: {
    readonly values: readonly number[] | undefined;
    readonly preset: number;
  },
): Initializer {
  const width = sizeOf(context.input.type.shape.at(-1));
  if (!values) return filled(preset);
  if (values.length !== width) {
    context.reject(problem.wrongVector(argument, { has: values.length, needs: width }));
  }
  return literal(values);
}
