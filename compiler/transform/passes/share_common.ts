import type { Tensor } from "../../ir/tensor.ts";
import type { Outputs, Value } from "../../ir/value.ts";
import { rewrite } from "../rewrite.ts";

/** Computes once what a graph computes twice: equal ops on equal inputs become one value. */
export function shareCommon(outputs: Outputs): Outputs {
  const ids = new Map<Value | Tensor["data"], number>();
  const known = new Map<string, Value>();
  return rewrite(outputs, (value) => {
    const key = keyOf(value, ids);
    const shared = known.get(key) ?? value;
    known.set(key, shared);
    if (!ids.has(shared)) ids.set(shared, ids.size);
    return shared;
  });
}

/** Weights are not twice in a graph by chance, and as text they would be many times as large. */
const mostCompared = 4096;

/** Values that stand for each other have the same. @param ids Told apart by identity; large data are added. */
function keyOf(value: Value, ids: Map<Value | Tensor["data"], number>): string {
  if (value.kind === "input") return `input ${value.name}`;
  const inputs = value.inputs.map((input) => ids.get(input));
  const rest = value.kind === "constant"
    ? tensorKey(value.tensor, ids)
    : JSON.stringify(value.attributes);
  return `${value.kind} ${inputs} ${rest} ${value.name ?? ""}`;
}

function tensorKey(
  { dtype, shape, data }: Tensor,
  ids: Map<Value | Tensor["data"], number>,
): string {
  if (data.length > mostCompared) {
    if (!ids.has(data)) ids.set(data, ids.size);
    return `${dtype} ${shape} large ${ids.get(data)}`;
  }
  return `${dtype} ${shape} ${Array.from<number | string>(data).map(elementKey)}`;
}

/** JSON gives 0 for -0 and null for NaN and both infinities. */
function elementKey(element: number | string): string {
  if (typeof element === "string") return JSON.stringify(element);
  return Object.is(element, -0) ? "-0" : String(element);
}
