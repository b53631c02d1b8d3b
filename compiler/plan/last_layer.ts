import { type DraftCall, type DraftLayer, Pending } from "../../dsl/language/draft.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Signature } from "../../dsl/language/signature.ts";
import type { Layer } from "../layers/layer.ts";

/** Whether no argument of a call waits for the data. */
export function isKnown<S extends Signature>(call: DraftCall<S>): call is CheckedCall<S> {
  return !Object.values(call.arguments).some((each) => each instanceof Pending);
}

/** The call that comes last, also where it stands in layers that are repeated. */
export function lastLayer<S extends Signature>(
  layers: readonly DraftLayer<S>[],
): DraftCall<S> | undefined {
  const last = layers.at(-1);
  return last && "layers" in last ? lastLayer(last.layers) : last;
}

/** The layer that a call comes to: `activation(relu)` is `relu`. */
export function meantLayer(call: DraftCall<Layer>): Layer {
  const meant = isKnown(call) ? call.definition.standsFor?.(call.arguments) : undefined;
  return meant ?? call.definition;
}
