/** Fine-tuning: a training that starts from the parameters of another one. */
import { formatShape } from "../../compiler/ir/tensor.ts";
import type { ModelPlan } from "../../compiler/plan/model_plan.ts";
import type { NumberArray } from "../formats/npy.ts";

/** Of which layers a training starts from another one. */
export interface LayersFromElsewhere {
  /** The layers that start from there, in the order of the model. */
  readonly layers: readonly string[];
  /** Those that start as they would without it. */
  readonly anew: readonly StartedAnew[];
  /** Those of the other training that this model has not. */
  readonly unused: readonly string[];
}

/** Where a training starts from. */
export interface StartedFrom extends LayersFromElsewhere {
  /** The file of parameters, as shown to people. */
  readonly file: string;
}

/** A layer that does not start from another training. */
export interface StartedAnew {
  /** Its name in the model. */
  readonly layer: string;
  /** For people. */
  readonly why: string;
}

/**
 * What a model can take from the parameters of another one: whole layers of the same names and shapes, as PyTorch's
 * `load_state_dict(strict=False)` does for those that are there.
 */
export function fittingLayers(
  { layers: all, parameters }: Pick<ModelPlan, "layers" | "parameters">,
  arrays: ReadonlyMap<string, NumberArray>,
): LayersFromElsewhere & { readonly fitting: ReadonlyMap<string, NumberArray> } {
  const own = Map.groupBy(parameters, ({ name }) => layerOf(name));
  const theirs = new Set([...arrays.keys()].map(layerOf));
  const layers = all.flatMap(({ name: layer }) => {
    const specs = own.get(layer);
    if (!specs) return [];
    return [{ layer, why: theirs.has(layer) ? misfit(specs, arrays) : "not there" }];
  });
  const matched = layers.filter(({ why }) => why === undefined).map(({ layer }) => layer);
  return {
    layers: matched,
    anew: layers.flatMap(({ layer, why }) => why === undefined ? [] : [{ layer, why }]),
    unused: [...theirs].filter((layer) => !own.has(layer)),
    fitting: new Map([...arrays].filter(([name]) => matched.includes(layerOf(name)))),
  };
}

/** Why a layer cannot take its tensors from there, for people. */
function misfit(
  specs: ModelPlan["parameters"],
  arrays: ReadonlyMap<string, NumberArray>,
): string | undefined {
  for (const { name, shape } of specs) {
    const there = arrays.get(name);
    if (!there) return `${tensorOf(name)} is not there`;
    if (there.shape.join() !== shape.join()) {
      return `${tensorOf(name)} is ${formatShape(shape)}, there ${formatShape(there.shape)}`;
    }
  }
  return undefined;
}

/** `residual_1.linear_1` of `residual_1.linear_1.weight`. */
function layerOf(parameter: string): string {
  return parameter.slice(0, parameter.lastIndexOf("."));
}

/** `weight` of that. */
function tensorOf(parameter: string): string {
  return parameter.slice(parameter.lastIndexOf(".") + 1);
}
