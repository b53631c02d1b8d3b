import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { OpKind } from "../ir/op_set.ts";
import { elementAt, formatShape, type NumericTensor } from "../ir/tensor.ts";
import {
  type Constant,
  isOpCall,
  mapInputs,
  type OpCall,
  type Outputs,
  topologicalOrder,
  type Value,
} from "../ir/value.ts";
import { ops } from "../ops/registry.ts";

/**
 * Every value of a graph in float64, without ONNX Runtime: the reference for the lowering, for finite
 * differences and for `explain`. Slow; meant for small graphs.
 * @param feeds A tensor for each input.
 */
export function evaluate(
  outputs: Outputs,
  feeds: ReadonlyMap<Value, NumericTensor>,
): Map<Value, NumericTensor> {
  const results = new Map<Value, NumericTensor>();
  for (const value of topologicalOrder(Object.values(outputs))) {
    results.set(value, evaluateValue(value, { feeds, results }));
  }
  return results;
}

/**
 * The number of one call in float64, from numbers that are known of the values before it; what is not known of
 * them is computed.
 */
export function evaluateFrom<K extends OpKind>(
  { kind, inputs, attributes }: OpCall<K>,
  known: ReadonlyMap<Value, NumericTensor>,
): NumericTensor {
  const numbers = mapInputs<K, Value, NumericTensor>(inputs, (each) => {
    const found = known.get(each);
    if (found) return found;
    return isOpCall(each)
      ? evaluateFrom(each, known)
      : evaluateValue(each, { feeds: known, results: known });
  });
  return ops[kind].evaluate(numbers, attributes);
}

interface Evaluation {
  readonly feeds: ReadonlyMap<Value, NumericTensor>;
  /** Those of the inputs are there. */
  readonly results: ReadonlyMap<Value, NumericTensor>;
}

function evaluateValue(value: Value, { feeds, results }: Evaluation): NumericTensor {
  if (value.kind === "constant") return numbersOf(value);
  if (value.kind !== "input") return evaluateCall(value, results);
  const fed = feeds.get(value);
  if (!fed) throw new InternalError(`Input "${value.name}" is not fed`);
  return fed;
}

function evaluateCall<K extends OpKind>(
  { kind, inputs, attributes }: OpCall<K>,
  results: Evaluation["results"],
): NumericTensor {
  // Values come after their inputs.
  const known = mapInputs<K, Value, NumericTensor>(inputs, (input) => results.get(input)!);
  return ops[kind].evaluate(known, attributes);
}

function numbersOf({ tensor: { dtype, shape, data } }: Constant): NumericTensor {
  if (data instanceof Float64Array) return { dtype, shape, data };
  throw new InternalError("Text is looked up in the exported model alone");
}

/** The number in a tensor of one element. */
export function numberOf(tensor: NumericTensor | undefined): number {
  if (tensor?.data.length !== 1) {
    throw new InternalError(`A scalar was expected, not ${formatShape(tensor?.shape ?? [])}`);
  }
  return elementAt(tensor.data, 0);
}
