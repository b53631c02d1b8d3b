import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { AttributesOf, InputsOf, OpKind } from "./op_set.ts";
import type { Origin } from "./origin.ts";
import type { Tensor, TensorType } from "./tensor.ts";

/**
 * One tensor of a graph and what it is computed from. Values are immutable and point to their inputs, so
 * a graph is known by its outputs and dead nodes do not exist.
 */
export type Value = Input | Constant | OpCall;

/** A tensor that is fed from outside: data, parameters, a learning rate. */
export interface Input {
  readonly kind: "input";
  readonly inputs: readonly [];
  readonly type: TensorType;
  /** What it is fed by. */
  readonly name: string;
}

/** A tensor known when the graph is built. */
export interface Constant {
  readonly kind: "constant";
  readonly inputs: readonly [];
  readonly tensor: Tensor;
  readonly type: TensorType;
  readonly name?: string;
}

/** An op applied to its inputs: plain data, whose meaning is that of its kind. */
export type OpCall<K extends OpKind = OpKind> = { readonly [Kind in K]: CallOf<Kind> }[K];

interface CallOf<K extends OpKind> {
  readonly kind: K;
  readonly inputs: InputsOf<K, Value>;
  readonly attributes: AttributesOf<K>;
  readonly type: TensorType;
  /** What it is called in listings and in ONNX files. */
  readonly name?: string;
  /** What it is computed for; no result depends on it. */
  readonly origin?: Origin;
}

/** The values a graph computes, by name, in order. */
export type Outputs = Readonly<Record<string, Value>>;

/** An output by its name. */
export function outputOf(outputs: Outputs, name: string): Value {
  const value = outputs[name];
  if (!value) throw new InternalError(`A graph has no output "${name}"`);
  return value;
}

/** Whether a value is computed: no leaf. */
export function isOpCall(value: Value): value is OpCall {
  return value.kind !== "input" && value.kind !== "constant";
}

/** The same value under a name. */
export function named<V extends Value>(value: V, name: string): V {
  return { ...value, name };
}

/** The same op on other inputs, as many as before. */
export function withInputs<K extends OpKind>(
  call: OpCall<K>,
  inputs: InputsOf<K, Value>,
): OpCall<K> {
  return { ...call, inputs };
}

/** Something for each input of an op, made from something else for each. */
export function mapInputs<K extends OpKind, From, To>(
  inputs: InputsOf<K, From>,
  make: (input: From, index: number) => To,
): InputsOf<K, To> {
  // `map` gives as many as it takes, but its type forgets how many these are.
  return (inputs as readonly From[]).map(make) as unknown as InputsOf<K, To>;
}

/** All values that `roots` need, each after its inputs; the order depends on the graph alone. */
export function topologicalOrder(roots: readonly Value[]): Value[] {
  const order: Value[] = [];
  const seen = new Set<Value>();
  // An explicit stack: a deep network must not overflow the call stack.
  const stack = [...roots].reverse().map((value) => ({ value, next: 0 }));
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const input: Value | undefined = top.value.inputs[top.next++];
    if (input && !seen.has(top.value)) {
      if (!seen.has(input)) stack.push({ value: input, next: 0 });
      continue;
    }
    stack.pop();
    if (!seen.has(top.value)) order.push(top.value);
    seen.add(top.value);
  }
  return order;
}

/** The values of a graph that are among some or are computed from one of them. @param order Topological. */
export function dependents(order: readonly Value[], on: Iterable<Value>): Set<Value> {
  const found = new Set(on);
  for (const value of order) {
    const inputs: readonly Value[] = value.inputs;
    if (inputs.some((input) => found.has(input))) found.add(value);
  }
  return found;
}

/** How often each value is read by another value or as an output. */
export function useCounts(roots: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  const count = (value: Value) => counts.set(value, (counts.get(value) ?? 0) + 1);
  roots.forEach(count);
  for (const value of topologicalOrder(roots)) value.inputs.forEach(count);
  return counts;
}
