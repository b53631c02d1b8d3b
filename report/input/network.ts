import { namesInText } from "./class_names.ts";
import type { RecordedLayer } from "./records.ts";
import type { Parameter, ReportedRun } from "./run.ts";

/** A layer that computes something itself, and how deep it is in others. */
export interface LeafLayer {
  readonly layer: RecordedLayer;
  readonly depth: number;
}

/** A layer that others are in, such as `residual`. */
export interface OuterLayer {
  readonly layer: RecordedLayer;
  readonly depth: number;
  /** How many of all layers are in it. */
  readonly inside: number;
}

/** A linear layer of a network whose layers follow each other, and what comes between it and the next one. */
export interface Stretch {
  readonly linear: RecordedLayer;
  readonly inputs: number;
  readonly units: number;
  /** The last activation behind it. */
  readonly activation?: RecordedLayer;
  /** Of all layers from it up to the next linear one. */
  readonly parameters: number;
}

/** What has no parameter and gives each number an answer of its own. */
const activations: ReadonlySet<string> = new Set([
  ...["activation", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "mish", "softplus"],
  ...["tanh", "sigmoid", "hard_sigmoid", "step", "softmax"],
]);

/** What computes along several ways. */
const branching: ReadonlySet<string> = new Set(["residual", "concat", "columns", "attention"]);

/** All layers with their depth, each before those in it. */
export function nested(
  layers: readonly RecordedLayer[],
): readonly (LeafLayer | OuterLayer)[] {
  return layers.map((layer, at) => {
    const isInside = ({ name }: RecordedLayer) => name.startsWith(`${layer.name}.`);
    const inside = layers.slice(at + 1).filter(isInside).length;
    const depth = layers.slice(0, at).filter(({ name }) =>
      layer.name.startsWith(`${name}.`)
    ).length;
    return inside > 0 ? { layer, depth, inside } : { layer, depth };
  });
}

/** The linear layers of a network of nothing but rows of numbers, one behind the other; nothing for others. */
export function stretchesOf(
  { records, parameters }: Pick<ReportedRun, "records" | "parameters">,
): readonly Stretch[] | undefined {
  const { layers } = records;
  const leaves = nested(layers).flatMap((each) => "inside" in each ? [] : [each.layer]);
  const isPlain = layers.every(({ kind, shape }) => shape.length === 2 && !branching.has(kind));
  const starts = leaves.flatMap(({ kind }, at) => kind === "linear" ? [at] : []);
  const weights = starts.flatMap((at) => weightOf(parameters, leaves[at]) ?? []);
  if (!isPlain || starts.length === 0 || weights.length < starts.length) return undefined;
  return starts.map((start, nth) => {
    const [units, inputs] = weights[nth].shape;
    const following = leaves.slice(start, starts[nth + 1]);
    const before = nth === 0 ? leaves.slice(0, start) : [];
    const activation = following.findLast(({ kind }) => activations.has(kind));
    return {
      ...{ linear: leaves[start], inputs, units },
      ...activation && { activation },
      parameters: [...before, ...following].reduce((sum, { parameters }) => sum + parameters, 0),
    };
  });
}

/** The weight of a linear layer: [out, in]. */
export function weightOf(
  parameters: ReportedRun["parameters"],
  { name }: RecordedLayer,
): Parameter | undefined {
  const weight = Object.hasOwn(parameters, `${name}.weight`)
    ? parameters[`${name}.weight`]
    : undefined;
  return weight?.shape.length === 2 ? weight : undefined;
}

/** What the inputs of a network are called, one a feature. */
export function featureNames({ columns }: ReportedRun["records"]): readonly string[] {
  return columns.flatMap(({ name, features, role }) =>
    role !== "feature"
      ? []
      : features === 1
      ? [name]
      : Array.from({ length: features }, (_, at) => `${name} ${at + 1}`)
  );
}

/** What its outputs are called: the classes, or what is answered. */
export function outputNames(
  records: ReportedRun["records"],
  units: number,
): readonly string[] {
  const { kind } = records.answers;
  const names = namesInText(records);
  // A single number is the probability of the second of two classes.
  if (kind === "classes" && units === 1 && names.length === 2) return [names[1]];
  // Without a target the numbers of an answer are called 1, 2, ...
  return names.length === units && !names.every((name) => /^\d+$/.test(name) && kind === "numbers")
    ? names
    : Array.from({ length: units }, (_, at) => `output ${at + 1}`);
}
