import {
  type CompleteStages,
  type Copies,
  type Discovered,
  type DraftCall,
  type DraftLayer,
  Pending,
} from "../language/draft.ts";
import type { CheckedCall, Expected, Pipeline, Vocabulary } from "../language/pipeline.ts";
import type { Signature } from "../language/signature.ts";
import { tooManyLayers } from "./block_diagnostics.ts";
import { type LabelPlace, reportRepeatedLabels } from "./labels.ts";

/** The most layers that blocks and repetitions may make. */
export const maxLayers = 10_000;

/**
 * The stages of a draft with every value that follows from the data in its place. Where one of them is
 * wrong, that is reported and the result is not to be looked at.
 */
export function resolveStages<V extends Vocabulary>(
  stages: CompleteStages<V>,
  discovered: Discovered,
): Pipeline<V> {
  const call = <S extends Signature>(draft: DraftCall<S> | undefined) =>
    draft && resolveCall(draft, discovered);
  const { source, load, seed, params, model, expectations } = stages;
  return {
    source,
    seed: known(seed, discovered),
    params: params.flatMap((each) => known(each, discovered) ?? []),
    load,
    split: call(stages.split),
    columns: stages.columns,
    impute: stages.impute,
    encode: stages.encode,
    scale: stages.scale,
    scale_target: stages.scale_target,
    model: {
      layers: new LayerResolver(discovered).resolve(model.layers),
      span: model.span,
      stage: resolveCall(model.stage, discovered),
    },
    loss: call(stages.loss),
    optimizer: call(stages.optimizer),
    schedules: stages.schedules.map((each) => resolveCall(each, discovered)),
    train: call(stages.train),
    metrics: stages.metrics.map((each) => resolveCall(each, discovered)),
    device: call(stages.device),
    expectations: expectations.flatMap((each): Expected[] => {
      const expected = known(each, discovered);
      return expected ? [expected] : [];
    }),
  };
}

function known<T>(value: T | Pending<T>, discovered: Discovered): T {
  return value instanceof Pending ? value.resolve(discovered) : value;
}

/** A call with all its arguments, without its block. */
export function resolveCall<S extends Signature>(
  { block: _, ...call }: DraftCall<S>,
  discovered: Discovered,
): CheckedCall<S> {
  const values = Object.entries(call.arguments)
    .map(([name, value]) => [name, known(value, discovered)]);
  // Each value is of the type that its signature asks for, or the report says why not.
  return { ...call, arguments: Object.fromEntries(values) as CheckedCall<S>["arguments"] };
}

/** Writes out what is repeated as often as the data says. */
class LayerResolver {
  #left = maxLayers;

  constructor(private readonly discovered: Discovered) {}

  resolve<S extends Signature>(layers: readonly DraftLayer<S>[]): CheckedCall<S>[] {
    const resolved = layers.flatMap((each) =>
      isCopies(each) ? this.#writeOut(each) : [this.#resolveLayer(each)]
    );
    if (layers.some(isCopies)) {
      reportRepeatedLabels(resolved.flatMap(labelOf), (each) => this.discovered.report.add(each));
    }
    return resolved;
  }

  #resolveLayer<S extends Signature>(layer: DraftCall<S>): CheckedCall<S> {
    const call = resolveCall(layer, this.discovered);
    return layer.block ? { ...call, block: this.resolve(layer.block) } : call;
  }

  /** As many copies as the data says, with the number of the copy in each label. */
  #writeOut<S extends Signature>({ count, layers, suffix, span }: Copies<S>): CheckedCall<S>[] {
    const copies = count.resolve(this.discovered) ?? 0;
    const one = this.resolve(layers);
    this.#left -= copies * countLayers(one);
    if (this.#left < 0) {
      this.discovered.report.add(tooManyLayers(span, maxLayers));
      return [];
    }
    return Array.from({ length: copies }, (_, at) => `_${at + 1}${suffix}`).flatMap((ending) =>
      one.map((layer) => layer.label ? { ...layer, label: layer.label + ending } : layer)
    );
  }
}

function isCopies<S extends Signature>(layer: DraftLayer<S>): layer is Copies<S> {
  return "layers" in layer;
}

function labelOf({ label: text, labelSpan: span }: CheckedCall): LabelPlace[] {
  return text !== undefined && span ? [{ text, span }] : [];
}

function countLayers(layers: readonly CheckedCall[]): number {
  return layers.reduce((sum, { block = [] }) => sum + 1 + countLayers(block), 0);
}
