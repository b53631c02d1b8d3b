import type { OnnxNode, TensorData } from "../backends/onnx/model.ts";
import type { NumericTensor, Tensor, TensorType } from "./tensor.ts";

export type Attribute =
  | number
  | boolean
  | string
  | readonly number[]
  | readonly string[]
  | Tensor;
export type Attributes = Readonly<Record<string, Attribute | undefined>>;

/**
 * One node of a graph and the one tensor it gives. Values are immutable and point to what they are
 * computed from, so a graph is known by its outputs and dead nodes do not exist.
 */
export interface Value {
  readonly op: Op;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly type: TensorType;
  /** What it is called in listings and in ONNX files; for inputs, the name it is fed by. */
  readonly name?: string;
}

export interface VjpContext<A extends Attributes = Attributes> {
  readonly inputs: readonly Value[];
  readonly output: Value;
  /** The gradient of the loss for `output`, of the same shape. */
  readonly cotangent: Value;
  readonly attributes: A;
}

export interface LoweringContext<A extends Attributes = Attributes> {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly types: { readonly inputs: readonly TensorType[]; readonly output: TensorType };
  readonly attributes: A;
  /** The name of an initializer with this content. */
  constant(data: TensorData): string;
  /** A name for a tensor between the nodes of this op. */
  temporary(): string;
}

/** Everything there is to know about one operation; see `define_op.ts`. */
export interface Op {
  readonly kind: string;
  /** The type of the result. @throws {RangeError} If the inputs do not fit the op or each other. */
  inferType(inputs: readonly TensorType[], attributes: Attributes): TensorType;
  /**
   * Pulls the cotangent back: one gradient an input, `undefined` where none flows. A gradient may
   * have the broadcast shape; `differentiate` sums it back to the operand's.
   */
  vjp(context: VjpContext): readonly (Value | undefined)[];
  /** ONNX nodes, opset 18, that compute the op. */
  toOnnx(context: LoweringContext): readonly OnnxNode[];
  /** The op itself in float64: the reference for the lowering and for finite differences. */
  evaluate(inputs: readonly NumericTensor[], attributes: Attributes): NumericTensor;
}

/** The values a graph computes, by name, in order. */
export type Outputs = Readonly<Record<string, Value>>;

/** All values that `roots` need, each after its inputs; the order depends on the graph alone. */
export function topologicalOrder(roots: readonly Value[]): Value[] {
  const order: Value[] = [];
  const seen = new Set<Value>();
  // An explicit stack: a deep network must not overflow the call stack.
  const stack = [...roots].reverse().map((value) => ({ value, next: 0 }));
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    if (seen.has(top.value)) {
      stack.pop();
    } else if (top.next < top.value.inputs.length) {
      const input = top.value.inputs[top.next++]!;
      if (!seen.has(input)) stack.push({ value: input, next: 0 });
    } else {
      seen.add(top.value);
      order.push(top.value);
      stack.pop();
    }
  }
  return order;
}

/** How often each value is read by another value or as an output. */
export function useCounts(roots: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  const count = (value: Value) => counts.set(value, (counts.get(value) ?? 0) + 1);
  roots.forEach(count);
  for (const value of topologicalOrder(roots)) value.inputs.forEach(count);
  return counts;
}
