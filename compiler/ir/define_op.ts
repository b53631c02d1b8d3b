import type { AttributesOf, InputsOf, NoAttributes, OpKind, OpSet, Several } from "./op_set.ts";
import {
  broadcastOffset,
  broadcastShapes,
  type DType,
  elementAt,
  forEachIndex,
  type NumericTensor,
  type TensorType,
} from "./tensor.ts";
import { currentOrigin } from "./origin.ts";
import { mapInputs, type OpCall, type Value } from "./value.ts";

/** What an op means. How a device computes it stands in the table of each backend. */
export interface Op<K extends OpKind> extends Rules<OpSet[K]["inputs"], OpSet[K]["attributes"]> {
  readonly kind: K;
}

/** The rules of an op that takes so many inputs, with such attributes. */
export interface Rules<Count extends keyof Several<unknown>, Attributes> {
  /** The type of the result. @throws {RangeError} If the inputs do not fit the op or each other. */
  inferType(inputs: Several<TensorType>[Count], attributes: Attributes): TensorType;
  /**
   * Pulls the cotangent back: one gradient an input, `undefined` where none flows. A gradient may
   * have the broadcast shape; `differentiate` sums it back to the operand's.
   */
  vjp(context: VjpContext<Count, Attributes>): Several<Value | undefined>[Count];
  /** The op itself in float64: the reference for every lowering and for finite differences. */
  evaluate(inputs: Several<NumericTensor>[Count], attributes: Attributes): NumericTensor;
}

/** What a vjp is told of the forward pass. */
export interface VjpContext<Count extends keyof Several<unknown>, Attributes> {
  readonly inputs: Several<Value>[Count];
  readonly output: Value;
  /** The gradient of the loss for `output`, of the same shape. */
  readonly cotangent: Value;
  readonly attributes: Attributes;
}

/** An op, typed by its kind. */
export function defineOp<K extends OpKind>(op: Op<K>): Op<K> {
  return op;
}

/** A new value: `op` applied to `inputs`, of the origin that is built for. */
export function apply<K extends OpKind>(
  op: Op<K>,
  inputs: InputsOf<K, Value>,
  attributes: AttributesOf<K>,
): OpCall<K> {
  const type = op.inferType(
    mapInputs<K, Value, TensorType>(inputs, ({ type }) => type),
    attributes,
  );
  const origin = currentOrigin();
  // All of them are of the kind K, which TypeScript cannot tell of a mapped type.
  return { kind: op.kind, inputs, attributes, type, ...origin && { origin } } as OpCall<K>;
}

interface UnaryDefinition<K extends OpKind> {
  readonly kind: K;
  readonly compute: (x: number) => number;
  /** dx, from the input x, the output y and the cotangent dy. */
  readonly vjp: (x: Value, y: Value, dy: Value) => Value | undefined;
}

/** An elementwise function of one tensor that keeps shape and dtype. */
export function defineUnary<K extends OpKind>(
  { kind, compute, vjp }: UnaryDefinition<K>,
): Rules<"one", NoAttributes> & { readonly kind: K } {
  return {
    kind,
    inferType: ([x]) => x,
    vjp: ({ inputs: [x], output, cotangent }) => [vjp(x, output, cotangent)],
    evaluate: ([x]) => ({ ...x, data: x.data.map(compute) }),
  };
}

interface BinaryDefinition<K extends OpKind> {
  readonly kind: K;
  /** The dtype of the result where it is not that of the operands. */
  readonly dtype?: DType;
  readonly compute: (a: number, b: number) => number;
  /** [da, db], each of the broadcast shape. */
  readonly vjp: (
    a: Value,
    b: Value,
    context: Pick<VjpContext<"two", NoAttributes>, "output" | "cotangent">,
  ) => readonly [Value | undefined, Value | undefined];
}

/** An elementwise function of two tensors that broadcast against each other. */
export function defineBinary<K extends OpKind>(
  { kind, dtype, compute, vjp }: BinaryDefinition<K>,
): Rules<"two", NoAttributes> & { readonly kind: K } {
  return {
    kind,
    inferType([a, b]) {
      if (a.dtype !== b.dtype) throw new RangeError(`${kind} of ${a.dtype} and ${b.dtype}`);
      return { dtype: dtype ?? a.dtype, shape: broadcastShapes(a.shape, b.shape) };
    },
    vjp: (context) => vjp(...context.inputs, context),
    evaluate([a, b]) {
      const shape = broadcastShapes(a.shape, b.shape);
      const [left, right] = [broadcastOffset(a.shape, shape), broadcastOffset(b.shape, shape)];
      return build(
        dtype ?? a.dtype,
        shape,
        (index) => compute(elementAt(a.data, left(index)), elementAt(b.data, right(index))),
      );
    },
  };
}

/** A tensor whose elements are a function of their index. */
export function build(
  dtype: DType,
  shape: readonly number[],
  element: (index: readonly number[]) => number,
): NumericTensor {
  const data = new Float64Array(shape.reduce((product, dim) => product * dim, 1));
  forEachIndex(shape, (offset, index) => data[offset] = element(index));
  return { dtype, shape, data };
}
