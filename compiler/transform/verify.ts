import { InternalError } from "../../dsl/text/diagnostic.ts";
import { inputOp } from "../ir/input.ts";
import { formatType, sameShape, type TensorType } from "../ir/tensor.ts";
import { type Outputs, topologicalOrder, type Value } from "../ir/value.ts";

/**
 * Checks the invariants of a graph: every input is named, no two inputs share a name, every type is
 * what the op infers from its inputs.
 * @throws {InternalError} If one does not hold: a pass or a lowering of ours is wrong.
 */
export function verifyGraph(outputs: Outputs): void {
  const inputs = new Set<string>();
  for (const value of topologicalOrder(Object.values(outputs))) {
    if (value.op !== inputOp) {
      verifyType(value);
      continue;
    }
    if (!value.name) throw new InternalError("An input has no name");
    if (inputs.has(value.name)) throw new InternalError(`Two inputs are named "${value.name}"`);
    inputs.add(value.name);
  }
}

function verifyType(value: Value): void {
  const inferred = inferType(value);
  if (inferred.dtype !== value.type.dtype || !sameShape(inferred.shape, value.type.shape)) {
    const [is, should] = [formatType(value.type), formatType(inferred)];
    throw new InternalError(`${value.op.kind} is typed ${is}, its inputs give ${should}`);
  }
}

function inferType({ op, inputs, attributes }: Value): TensorType {
  try {
    return op.inferType(inputs.map((input) => input.type), attributes);
  } catch (error) {
    // The op blames what it is given; here, whoever built the graph is at fault.
    if (error instanceof RangeError) throw new InternalError(error.message);
    throw error;
  }
}
