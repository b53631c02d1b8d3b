import { apply } from "../ir/define_op.ts";
import type { OpKind } from "../ir/op_set.ts";
import { mapInputs, type OpCall, type Value } from "../ir/value.ts";
import { ops } from "./registry.ts";

/** The same op on other inputs, which may be of other shapes. @param other What takes the place of each. */
export function applyAgain<K extends OpKind>(
  { kind, inputs, attributes }: OpCall<K>,
  other: (input: Value) => Value,
): OpCall<K> {
  return apply(ops[kind], mapInputs<K, Value, Value>(inputs, other), attributes);
}
