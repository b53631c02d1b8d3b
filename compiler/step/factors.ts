import { constant } from "../ir/constant.ts";
import { tensor } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { mul } from "../ops/mul.ts";
import type { BaseArguments } from "../optimizers/optimizer.ts";
import type { ArgumentsOf } from "../../dsl/language/signature.ts";
import type { ModelPlan, ParameterSpec } from "../plan/model_plan.ts";
import { trainedParameters } from "./state.ts";

/** What layers make of the optimizer's numbers for their own parameters. */
export interface Factors {
  /** A number in proportion to the learning rate, for each element: [], or [P] where they differ. */
  rate(size: Value): Value;
  /** What a decay takes its share of. @param parameters float32 [P]. */
  decaying(parameters: Value): Value;
}

/** The factors of a model's layers, and of the optimizer's `decay`. */
export function factorsOf(
  plan: ModelPlan,
  { decay }: Pick<ArgumentsOf<BaseArguments>, "decay">,
): Factors {
  const rates = vectorOf(plan, ({ lrFactor }) => lrFactor);
  const decays = vectorOf(
    plan,
    ({ decayFactor, shape }) => decay === "all" || shape.length >= 2 ? decayFactor : 0,
  );
  return {
    rate: (size) => rates ? mul(size, rates) : size,
    decaying: (parameters) => decays ? mul(parameters, decays) : parameters,
  };
}

/** A factor for each element, float32 [P]; absent where all are 1. */
function vectorOf(plan: ModelPlan, factorOf: (spec: ParameterSpec) => number): Value | undefined {
  const factors = trainedParameters(plan).map((spec) => ({ spec, factor: factorOf(spec) }));
  if (factors.every(({ factor }) => factor === 1)) return undefined;
  const vector = new Float64Array(plan.trainedSize);
  for (const { spec: { offset, size }, factor } of factors) {
    vector.fill(factor, offset, offset + size);
  }
  return constant(tensor([plan.trainedSize], vector));
}
