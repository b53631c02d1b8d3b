import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { OpKind } from "../ir/op_set.ts";
import { formatType, sameShape, type TensorType } from "../ir/tensor.ts";
import { mapInputs, type OpCall, type Outputs, topologicalOrder, type Value } from "../ir/value.ts";
import { ops } from "../ops/registry.ts";
import { printExpression } from "./print.ts";

/**
 * Checks the invariants of a graph: no two inputs share a name, every type is what the op infers from
 * its inputs, every constant is of its type.
 * @throws {InternalError} If one does not hold: a pass or a lowering of ours is wrong.
 */
export function verifyGraph(outputs: Outputs): void {
  const inputs = new Set<string>();
  for (const value of topologicalOrder(Object.values(outputs))) {
    verifyType(value);
    if (value.kind !== "input") continue;
    if (inputs.has(value.name)) throw new InternalError(`Two inputs are named "${value.name}"`);
    inputs.add(value.name);
  }
}

function verifyType(value: Value): void {
  const inferred = inferType(value);
  if (inferred.dtype !== value.type.dtype || !sameShape(inferred.shape, value.type.shape)) {
    const [is, should] = [formatType(value.type), formatType(inferred)];
    const printed = printExpression(
      value,
      ({ kind, name, type }) => `${name ?? kind} ${formatType(type)}`,
    );
    throw new InternalError(`${value.kind} is typed ${is}, its inputs give ${should}: ${printed}`);
  }
}

function inferType(value: Value): TensorType {
  if (value.kind === "input") return value.type;
  if (value.kind === "constant") return value.tensor;
  try {
    return inferCall(value);
  } catch (error) {
    // The op blames what it is given; here, whoever built the graph is at fault.
    if (error instanceof RangeError) throw new InternalError(error.message);
    throw error;
  }
}

function inferCall<K extends OpKind>({ kind, inputs, attributes }: OpCall<K>): TensorType {
  const types = mapInputs<K, Value, TensorType>(inputs, ({ type }) => type);
  return ops[kind].inferType(types, attributes);
}
