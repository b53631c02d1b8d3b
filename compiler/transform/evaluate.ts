import { InternalError } from "../../dsl/text/diagnostic.ts";
import { inputOp } from "../ir/input.ts";
import { formatShape, type NumericTensor } from "../ir/tensor.ts";
import { type Outputs, topologicalOrder, type Value } from "../ir/value.ts";

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
    const inputs = value.inputs.map((input) => results.get(input)!);
    const fed = value.op === inputOp ? feeds.get(value) : undefined;
    if (value.op === inputOp && !fed) throw new InternalError(`Input "${value.name}" is not fed`);
    results.set(value, fed ?? value.op.evaluate(inputs, value.attributes));
  }
  return results;
}

/** The number in a tensor of one element. */
export function numberOf(tensor: NumericTensor | undefined): number {
  if (tensor?.data.length !== 1) {
    throw new InternalError(`A scalar was expected, not ${formatShape(tensor?.shape ?? [])}`);
  }
  return tensor.data[0]!;
}
