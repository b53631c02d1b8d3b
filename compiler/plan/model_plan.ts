import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import { type Diagnostic, InternalError } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { buildFor, type Origin, originOf } from "../ir/origin.ts";
import { named } from "../ir/value.ts";
import { countOf, type Shape } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import type {
  Layer,
  LayerContext,
  LayerProblem,
  TrainingContext,
  Tuning,
} from "../layers/layer.ts";
import { input } from "../ir/input.ts";
import { type EmbeddedFeature, embeddedFeatures } from "./embedded_features.ts";

/** Who changes a tensor of the state: the optimizer, nobody, or the layer itself. */
const roles = ["trained", "frozen", "buffer"] as const;
/** One of `roles`. */
export type Role = typeof roles[number];

/** A tensor of the model and where it stands in the packed state. */
export interface ParameterSpec {
  /** `<layer>.<name>` */
  readonly name: string;
  readonly role: Role;
  readonly shape: readonly number[];
  readonly start: Initializer;
  /** What the learning rate is multiplied by. */
  readonly lrFactor: number;
  /** What the weight decay is multiplied by. */
  readonly decayFactor: number;
  /** The first of its elements in the state vector, where tensors stand by role. */
  readonly offset: number;
  readonly size: number;
  /** The layer that it is of. */
  readonly origin?: Origin;
}

/** One layer of a model as a summary lists it; a layer inside another follows it. */
export interface LayerPlan {
  /** `hidden`, `linear_1`, or `residual_1.linear_1` inside a block. */
  readonly name: string;
  readonly call: CheckedCall<Layer>;
  /** The output shape for a batch of `N` rows. */
  readonly shape: Shape;
  /** How many parameters it has, without those of its block. */
  readonly parameters: number;
}

/**
 * A model whose shapes are known.
 *
 * @internal
 */
export interface ModelPlan {
  /** The names of the features it takes. */
  readonly features: readonly string[];
  readonly calls: readonly CheckedCall<Layer>[];
  readonly layers: readonly LayerPlan[];
  /** In the order of the state. */
  readonly parameters: readonly ParameterSpec[];
  /** The length of the packed state. */
  readonly size: number;
  /** How much of it, from the front, the optimizer changes. */
  readonly trainedSize: number;
  /** How many parameters there are, trained or frozen. */
  readonly parameterCount: number;
  /** The output shape for a batch of `N` rows. */
  readonly outputs: Shape;
  /** The features that must be codes. */
  readonly embedded: readonly EmbeddedFeature[];
}

/** What to build a model from. */
export interface ForwardOptions {
  /** The value of a tensor of the model: a part of the state, or a trained constant. */
  readonly parameter: (name: string) => Value;
  /** While training, what a layer may use; a layer is told by its name. */
  readonly training?: (layer: string) => TrainingContext;
}

/**
 * Infers every shape of a model and lists its parameters.
 * @param options The names of the features, and where it is told that a layer cannot take what the one
 * before it gives: then nothing follows.
 */
export function planModel(
  calls: readonly CheckedCall<Layer>[],
  { features, report }: { readonly features: readonly string[]; readonly report: Report },
): ModelPlan {
  const specs: Omit<ParameterSpec, "offset">[] = [];
  const layers: LayerPlan[] = [];
  const declare = (name: string, rest: DeclaredTensor) => {
    specs.push({ name, ...rest, size: countOf(rest.shape) });
    return input(name, { dtype: "float32", shape: rest.shape });
  };
  const given = input("features", { dtype: "float32", shape: ["N", features.length] });
  const output = buildLayers({ calls, prefix: "", features }, {
    input: given,
    declare,
    reject: (problem) => report.fail(problem),
    enter(name, call) {
      // A layer is listed before those of its block, which are known before its shape is.
      const at = layers.push({ name, call, shape: [], parameters: 0 }) - 1;
      return ({ type: { shape } }) => {
        layers[at] = { name, call, shape, parameters: sizeOfLayer(name, specs) };
      };
    },
  });
  const embedded = embeddedFeatures(output, given);
  return { features, calls, layers, outputs: output.type.shape, embedded, ...pack(specs) };
}

/** The scores of a model for some features. @param features float32 [batch, F]. */
export function scoresOf(plan: ModelPlan, features: Value, options: ForwardOptions): Value {
  return buildLayers({ calls: plan.calls, prefix: "", features: plan.features }, {
    input: features,
    declare: options.parameter,
    reject({ message }) {
      throw new InternalError(`A model that was planned is refused: ${message}`);
    },
    training: options.training,
  });
}

/** Every tensor of some layers in the order of the state: by role, then as declared. */
function pack(specs: readonly Omit<ParameterSpec, "offset">[]) {
  let size = 0;
  const parameters = roles.flatMap((role) => specs.filter((spec) => spec.role === role))
    .map((spec) => {
      size += spec.size;
      return { ...spec, offset: size - spec.size };
    });
  const sizeOfRoles = (...wanted: readonly Role[]) =>
    parameters.reduce((sum, { role, size }) => wanted.includes(role) ? sum + size : sum, 0);
  return {
    parameters,
    size,
    trainedSize: sizeOfRoles("trained"),
    parameterCount: sizeOfRoles("trained", "frozen"),
  };
}

function sizeOfLayer(layer: string, specs: readonly Omit<ParameterSpec, "offset">[]): number {
  return specs
    .filter(({ name, role }) => role !== "buffer" && name.slice(0, name.lastIndexOf(".")) === layer)
    .reduce((sum, { size }) => sum + size, 0);
}

/** A tensor as its layer declares it. */
type DeclaredTensor = Omit<ParameterSpec, "name" | "offset" | "size">;

interface Layers {
  readonly calls: readonly CheckedCall<Layer>[];
  /** `residual_1.` inside the block of that layer. */
  readonly prefix: string;
  /** The names along the last axis of the input, where it is the model's. */
  readonly features: readonly string[];
}

interface Builder {
  readonly input: Value;
  declare(name: string, spec: DeclaredTensor): Value;
  /** Called where a layer cannot take its input: nothing can follow. */
  reject(problem: Diagnostic): never;
  readonly training?: (layer: string) => TrainingContext;
  /** Called before each layer. @returns What is called with its output. */
  enter?(name: string, call: CheckedCall<Layer>): (output: Value) => void;
}

/** Layers one after the other. */
function buildLayers(layers: Layers, builder: Builder): Value {
  return namedCalls(layers).reduce(
    (value, named, index) => {
      const features = index === 0 ? layers.features : [];
      return buildLayer({ ...layers, ...named, features }, { ...builder, input: value });
    },
    builder.input,
  );
}

/** Layers side by side, all on the same input. */
function buildBranches(layers: Layers, builder: Builder): Value[] {
  return namedCalls(layers).map((named) => buildLayer({ ...layers, ...named }, builder));
}

interface NamedLayer extends Layers {
  readonly name: string;
  readonly call: CheckedCall<Layer>;
}

function buildLayer(layer: NamedLayer, builder: Builder): Value {
  const { name, call } = layer;
  const leave = builder.enter?.(name, call);
  const output = buildFor(
    layerOrigin(layer),
    () => call.definition.build(contextOf(layer, builder), call.arguments),
  );
  // Listings and ONNX files then call it by the name of its layer.
  const result = output === builder.input || output.name ? output : named(output, name);
  leave?.(result);
  return result;
}

function layerOrigin({ name, call }: NamedLayer): Origin | undefined {
  const origin = originOf("model", call);
  return origin && { ...origin, layer: name };
}

function contextOf(layer: NamedLayer, builder: Builder): LayerContext {
  const { name, call, features } = layer;
  const origin = layerOrigin(layer);
  const insideFor = (input: Value) => ({
    calls: call.block ?? [],
    prefix: `${name}.`,
    features: input === builder.input ? features : [],
  });
  return {
    input: builder.input,
    features,
    training: builder.training?.(name),
    parameter: (key, shape, options) =>
      builder.declare(`${name}.${key}`, { shape, origin, ...parameterOf(options) }),
    buffer: (key, shape, start) =>
      builder.declare(`${name}.${key}`, { role: "buffer", shape, start, origin, ...untuned }),
    block: (input) => buildLayers(insideFor(input), { ...builder, input }),
    branches: (input) => buildBranches(insideFor(input), { ...builder, input }),
    reject: (problem) => builder.reject(diagnosticOf(problem, call)),
  };
}

const untuned = { lrFactor: 1, decayFactor: 1 };

function parameterOf(
  { start, trainable = true, lr_factor = 1, decay_factor = 1 }: Tuning & {
    readonly start: Initializer;
  },
): Omit<DeclaredTensor, "shape" | "origin"> {
  const role = trainable ? "trained" : "frozen";
  return { role, start, lrFactor: lr_factor, decayFactor: decay_factor };
}

function diagnosticOf(problem: LayerProblem, call: CheckedCall<Layer>): Diagnostic {
  const { code, message, help, argument } = problem;
  const span: Span = (argument && call.argumentSpans[argument]) || call.nameSpan;
  return { code, severity: "error", message, help, span };
}

/** Each layer with the name it was given, else its kind with a count: `linear_1`. */
function namedCalls({ calls, prefix }: Layers): Pick<NamedLayer, "name" | "call">[] {
  const taken = new Set(calls.flatMap((call) => call.label ?? []));
  return calls.map((call) => {
    if (call.label) return { name: prefix + call.label, call };
    let count = 1;
    while (taken.has(`${call.definition.name}_${count}`)) count++;
    const name = `${call.definition.name}_${count}`;
    taken.add(name);
    return { name: prefix + name, call };
  });
}
