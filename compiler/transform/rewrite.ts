import type { OpKind } from "../ir/op_set.ts";
import { buildFor } from "../ir/origin.ts";
import {
  isOpCall,
  mapInputs,
  named,
  type OpCall,
  type Outputs,
  topologicalOrder,
  type Value,
  withInputs,
} from "../ir/value.ts";

/**
 * A graph in which each value is replaced by what `rule` makes of it, inputs first. The rule sees the
 * value with its inputs already rewritten, and the value it stood for before, whose origin is that of what
 * the rule makes.
 */
export function rewrite(outputs: Outputs, rule: (value: Value, before: Value) => Value): Outputs {
  const rewritten = new Map<Value, Value>();
  // Values come after their inputs, so that these are there.
  const after = (value: Value) => rewritten.get(value)!;
  for (const before of topologicalOrder(Object.values(outputs))) {
    const value = isOpCall(before) ? replaceInputs(before, after) : before;
    const origin = isOpCall(before) ? before.origin : undefined;
    rewritten.set(before, buildFor(origin, () => rule(value, before)));
  }
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, after(value)]));
}

/** The call itself where no input is another. */
export function replaceInputs<K extends OpKind>(
  call: OpCall<K>,
  replacement: (input: Value) => Value,
): OpCall<K> {
  const inputs = mapInputs<K, Value, Value>(call.inputs, replacement);
  const isSame = inputs.every((input, index) => input === call.inputs[index]);
  return isSame ? call : withInputs(call, inputs);
}

/** What takes the place of a value keeps its name. */
export function replace(before: Value, value: Value): Value {
  return before.name ? named(value, before.name) : value;
}
