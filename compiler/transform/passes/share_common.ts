import type { Tensor } from "../../ir/tensor.ts";
import type { Outputs, Value } from "../../ir/value.ts";
import { rewrite } from "../rewrite.ts";

/** Computes once what a graph computes twice: equal ops on equal inputs become one value. */
export function shareCommon(outputs: Outputs): Outputs {
  const ids = new Map<Value, number>();
  const known = new Map<string, Value>();
  return rewrite(outputs, (value) => {
    const key = keyOf(value, ids);
    const shared = known.get(key) ?? value;
    known.set(key, shared);
    if (!ids.has(shared)) ids.set(shared, ids.size);
    return shared;
  });
}

function keyOf(value: Value, ids: ReadonlyMap<Value, number>): string {
  if (value.kind === "input") return `input ${value.name}`;
  const inputs = value.inputs.map((input) => ids.get(input));
  const rest = value.kind === "constant"
    ? tensorKey(value.tensor)
    : JSON.stringify(value.attributes);
  return `${value.kind} ${inputs} ${rest} ${value.name ?? ""}`;
}

function tensorKey({ dtype, shape, data }: Tensor): string {
  return `${dtype} ${shape} ${Array.from<number | string>(data).map(elementKey)}`;
}

/** JSON gives 0 for -0 and null for NaN and both infinities. */
function elementKey(element: number | string): string {
  if (typeof element === "string") return JSON.stringify(element);
  return Object.is(element, -0) ? "-0" : String(element);
}
