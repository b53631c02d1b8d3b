import { tensor } from "../ir/tensor.ts";
import { type Input, isOpCall, topologicalOrder, type Value } from "../ir/value.ts";
import { evaluate } from "../transform/evaluate.ts";

/** A feature that a table of vectors is asked by: a whole number in 0..count - 1. */
export interface EmbeddedFeature {
  /** Where it stands among the features. */
  readonly place: number;
  /** How many vectors the table has. */
  readonly count: number;
}

/** What moves values and changes none. */
const moves = new Set(["slice", "concat", "reshape", "take", "permute", "transpose"]);

/**
 * The features that an `embedding` takes as they come from preprocessing.
 * @param scores Of a model. @param features float32 [N, F], which they are computed from.
 */
export function embeddedFeatures(scores: Value, features: Input): readonly EmbeddedFeature[] {
  const found = topologicalOrder([scores]).flatMap((value) => {
    if (value.kind !== "gather_rows") return [];
    const [table, codes] = value.inputs;
    if (codes.kind !== "cast" || !isMoved(codes.inputs[0], features)) return [];
    const count = Number(table.type.shape[0]);
    return placesIn(codes.inputs[0], features).map((place) => ({ place, count }));
  });
  return [...new Map(found.map((each) => [`${each.place}/${each.count}`, each])).values()];
}

function isMoved(value: Value, features: Input): boolean {
  const order = topologicalOrder([value]);
  return order.includes(features) &&
    order.every((each) => each === features || isOpCall(each) && moves.has(each.kind));
}

/** Which features a value is made of: what becomes of their places. */
function placesIn(value: Value, features: Input): readonly number[] {
  const width = Number(features.type.shape[1]);
  const places = tensor([1, width], Array.from({ length: width }, (_, place) => place));
  // The graph was evaluated up to it.
  return [...evaluate({ value }, new Map([[features, places]])).get(value)!.data];
}
