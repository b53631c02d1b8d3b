import { named } from "../../compiler/ir/value.ts";
import { evaluate, numberOf } from "../../compiler/transform/evaluate.ts";
import { type NumericTensor, tensor } from "../../compiler/ir/tensor.ts";
import type { Value } from "../../compiler/ir/value.ts";
import { scoresOf } from "../../compiler/plan/model_plan.ts";
import { input } from "../../compiler/ir/input.ts";
import { initialState } from "../../compiler/step/state.ts";
import { inputsInOrder } from "../../compiler/step/step_inputs.ts";
import { stepValues } from "../../compiler/step/step_values.ts";
import type { RunResult } from "../../mod.ts";
import { parametersByName } from "../../runtime/results/parameters.ts";

type Prepared = RunResult["prepared"];

/** The first step of a pipeline on all training rows, in float64 and without ONNX Runtime. */
export interface ReferenceStep {
  readonly loss: number;
  /** By parameter. */
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  /** The output of each layer by its name, and of the head as `probability`. */
  readonly layers: Readonly<Record<string, readonly number[]>>;
}

export function referenceStep(prepared: Prepared): ReferenceStep {
  const { program, parts: [{ rows }] } = prepared;
  const { pipeline } = program;
  const state = initialState(program.plan, pipeline.seed);
  const step = stepValues(program.training!, { rows: "given", batch: rows, isRagged: false });
  const { loss, gradient } = step;
  const feeds = feedsFor(prepared, state);
  const given = inputsInOrder(step.inputs).filter(({ name }) => feeds[name]);
  const results = evaluate(
    { loss, gradient },
    new Map(given.map((each) => [each, feeds[each.name]])),
  );
  return {
    loss: numberOf(results.get(loss)),
    gradients: valuesByName(
      parametersByName(prepared, Float32Array.from(results.get(gradient)!.data)),
    ),
    layers: layerOutputs(prepared, feeds.features),
  };
}

function feedsFor(
  { parts: [{ features, targets }] }: Prepared,
  state: Float32Array,
): Record<string, NumericTensor> {
  if (features.type === "string" || !targets || targets.type === "string") {
    throw new TypeError("Features and targets are numbers");
  }
  return {
    features: tensor(features.shape, features.data),
    targets: tensor(targets.shape, targets.data, targets.type),
    state: tensor([state.length], state),
  };
}

function layerOutputs(prepared: Prepared, features: NumericTensor): ReferenceStep["layers"] {
  const { program: { plan, head, pipeline } } = prepared;
  const feeds = new Map<Value, NumericTensor>();
  const feed = (name: string, value: NumericTensor) => {
    const fed = input(name, { dtype: value.dtype, shape: value.shape });
    feeds.set(fed, value);
    return fed;
  };
  const parameters = parametersByName(prepared, initialState(plan, pipeline.seed));
  const scores = scoresOf(plan, feed("features", features), {
    parameter(name) {
      const { shape, data } = parameters[name];
      return feed(name, tensor(shape, data as Float32Array));
    },
  });
  if (head.kind !== "classes") throw new TypeError("These pipelines answer with classes");
  const probability = named(head.probability(scores), "probability");
  const results = [...evaluate({ scores, probability }, feeds)];
  return Object.fromEntries(
    results.flatMap(([{ name }, { data }]) => name ? [[name, [...data]]] : []),
  );
}

/** The numbers of each parameter, row by row. */
export function valuesByName(
  parameters: ReturnType<typeof parametersByName>,
): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { data }]) => [name, Array.from(data, Number)]),
  );
}
