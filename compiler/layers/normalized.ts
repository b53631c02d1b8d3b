import { filled } from "../initializers/initializer.ts";
import { sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { scalar } from "../ir/constant.ts";
import { div } from "../ops/div.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/sqrt.ts";
import { sub } from "../ops/sub.ts";
import type { LayerContext } from "./layer.ts";

/** Mean and variance that broadcast against what they are of. */
export interface Moments {
  readonly mean: Value;
  readonly variance: Value;
}

/** (x - μ) / √(σ² + ε) γ + β, with γ (`weight`, 1 at first) and β (`bias`, 0 at first) [n] if affine. */
export function normalized(
  context: LayerContext,
  { mean, variance, eps, affine, isFrozen }: Moments & {
    readonly eps: number;
    readonly affine: boolean;
    readonly isFrozen: boolean;
  },
): Value {
  const { input: x } = context;
  const normal = div(sub(x, mean), sqrt(add(variance, scalar(eps))));
  if (!affine) return normal;
  const shape = [sizeOf(x.type.shape.at(-1))];
  const gain = context.parameter("weight", shape, { start: filled(1), isFrozen });
  const shift = context.parameter("bias", shape, { start: filled(0), isFrozen });
  return add(mul(normal, gain), shift);
}
