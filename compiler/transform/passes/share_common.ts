import { rewrite } from "../rewrite.ts";
import type { Tensor } from "../../ir/tensor.ts";
import type { Outputs, Value } from "../../ir/value.ts";
import { constantOp } from "../../ir/constant.ts";
import { inputOp } from "../../ir/input.ts";

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
  if (value.op === inputOp) return `input ${value.name}`;
  const inputs = value.inputs.map((input) => ids.get(input));
  const attributes = value.op === constantOp
    ? tensorKey(value.attributes.tensor as Tensor)
    : JSON.stringify(value.attributes);
  return `${value.op.kind} ${inputs} ${attributes} ${value.name ?? ""}`;
}

function tensorKey({ dtype, shape, data }: Tensor): string {
  return `${dtype} ${shape} ${Array.from<number | string>(data).map(elementKey)}`;
}

/** JSON gives 0 for -0 and null for NaN and both infinities. */
function elementKey(element: number | string): string {
  if (typeof element === "string") return JSON.stringify(element);
  return Object.is(element, -0) ? "-0" : String(element);
}
