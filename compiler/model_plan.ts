import type { CheckedCall } from "../dsl/pipeline.ts";
import { type Diagnostic, PenstockError } from "../dsl/diagnostic.ts";
import type { Span } from "../dsl/span.ts";
import type { Initializer } from "./initializers/initializer.ts";
import { named } from "./ir/define_op.ts";
import { countOf, type Shape } from "./ir/tensor.ts";
import type { Value } from "./ir/value.ts";
import type { Layer, LayerProblem } from "./layers/layer.ts";
import { input } from "./ops/input.ts";

/** A trainable tensor and where it stands in the packed state. */
export interface ParameterSpec {
  /** `<layer>.<name>` */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** The first of its elements in the state vector. */
  readonly offset: number;
  readonly size: number;
}

/** One layer of a model as a summary lists it. */
export interface LayerPlan {
  readonly name: string;
  readonly call: CheckedCall<Layer>;
  /** The output shape for a batch of `N` rows. */
  readonly shape: Shape;
  /** How many trainable numbers it has. */
  readonly parameters: number;
}

/** A model whose shapes are known. */
export interface ModelPlan {
  /** How many features it takes. */
  readonly features: number;
  readonly layers: readonly LayerPlan[];
  readonly parameters: readonly ParameterSpec[];
  /** The length of the packed state: all trainable numbers. */
  readonly size: number;
  /** The output shape for a batch of `N` rows. */
  readonly outputs: Shape;
}

/** The value of a parameter by its name: a part of the state, or a trained constant. */
export type ParameterSource = (name: string) => Value;

/**
 * Infers every shape of a model and lists its parameters.
 * @throws {PenstockError} If a layer cannot take what the one before it gives.
 */
export function planModel(calls: readonly CheckedCall<Layer>[], features: number): ModelPlan {
  const parameters: ParameterSpec[] = [];
  let size = 0;
  let value = input("features", { dtype: "float32", shape: ["N", features] });
  const layers = layerNames(calls).map((name, index): LayerPlan => {
    const call = calls[index]!;
    const before = size;
    value = buildLayer(call, value, (key, shape, initializer) => {
      const spec = {
        name: `${name}.${key}`,
        shape,
        initializer,
        offset: size,
        size: countOf(shape),
      };
      parameters.push(spec);
      size += spec.size;
      return input(spec.name, { dtype: "float32", shape });
    });
    return { name, call, shape: value.type.shape, parameters: size - before };
  });
  return { features, layers, parameters, size, outputs: value.type.shape };
}

/** The scores of a model for some features. @param features float32 [batch, F]. */
export function scoresOf(plan: ModelPlan, features: Value, source: ParameterSource): Value {
  return plan.layers.reduce((value, { name, call }) => {
    const output = buildLayer(call, value, (key) => source(`${name}.${key}`));
    // Listings and ONNX files then call it by the name of its layer.
    return output === value ? value : named(output, name);
  }, features);
}

function buildLayer(
  call: CheckedCall<Layer>,
  input: Value,
  parameter: (name: string, shape: readonly number[], initializer: Initializer) => Value,
): Value {
  const reject = (problem: LayerProblem): never => {
    throw new PenstockError([diagnosticOf(problem, call)]);
  };
  return call.definition.build({ input, parameter, reject }, call.arguments);
}

function diagnosticOf(problem: LayerProblem, call: CheckedCall<Layer>): Diagnostic {
  const { code, message, help, argument } = problem;
  const span: Span = (argument && call.argumentSpans[argument]) || call.nameSpan;
  return { code, severity: "error", message, help, span };
}

/** The name each layer was given, else its kind with a count: `linear_1`. */
function layerNames(calls: readonly CheckedCall<Layer>[]): string[] {
  const taken = new Set(calls.flatMap((call) => call.label ?? []));
  return calls.map((call) => {
    if (call.label) return call.label;
    let count = 1;
    while (taken.has(`${call.definition.name}_${count}`)) count++;
    const name = `${call.definition.name}_${count}`;
    taken.add(name);
    return name;
  });
}
