import { apply, named } from "../ir/define_op.ts";
import { type Outputs, topologicalOrder, type Value } from "../ir/value.ts";

/**
 * A graph in which each value is replaced by what `rule` makes of it, inputs first. The rule sees the
 * value with its inputs already rewritten, and the value it stood for before.
 */
export function rewrite(outputs: Outputs, rule: (value: Value, before: Value) => Value): Outputs {
  const rewritten = new Map<Value, Value>();
  for (const before of topologicalOrder(Object.values(outputs))) {
    const inputs = before.inputs.map((input) => rewritten.get(input)!);
    const isSame = inputs.every((input, index) => input === before.inputs[index]);
    const value = isSame ? before : { ...before, inputs };
    rewritten.set(before, rule(value, before));
  }
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, rewritten.get(value)!]),
  );
}

/** A value that takes the place of another: it keeps the name. */
export function replace(
  before: Value,
  op: Value["op"],
  inputs: readonly Value[],
  attributes = {},
): Value {
  const value = apply(op, inputs, attributes);
  return before.name ? named(value, before.name) : value;
}
