import type { OnnxNode } from "../backends/onnx/model.ts";
import {
  broadcastOffset,
  broadcastShapes,
  type DType,
  forEachIndex,
  type NumericTensor,
  type TensorType,
} from "./tensor.ts";
import type { Attributes, LoweringContext, Op, Value, VjpContext } from "./value.ts";

/** An op as its file writes it, with its own type of attributes. */
export interface OpDefinition<A extends Attributes> {
  readonly kind: string;
  inferType(inputs: readonly TensorType[], attributes: A): TensorType;
  vjp(context: VjpContext<A>): readonly (Value | undefined)[];
  toOnnx(context: LoweringContext<A>): readonly OnnxNode[];
  evaluate(inputs: readonly NumericTensor[], attributes: A): NumericTensor;
}

/** Makes an op of a definition. */
export function defineOp<A extends Attributes>(definition: OpDefinition<A>): Op {
  // Only `apply` below builds values, always with the attributes that this op's file passes to it.
  return definition as unknown as Op;
}

/** A new value: `op` applied to `inputs`. */
export function apply(op: Op, inputs: readonly Value[], attributes: Attributes = {}): Value {
  const type = op.inferType(inputs.map((input) => input.type), attributes);
  return { op, inputs, attributes, type };
}

/** The same value under a name. */
export function named(value: Value, name: string): Value {
  return { ...value, name };
}

interface UnaryDefinition {
  readonly kind: string;
  /** The ONNX operator. */
  readonly opType: string;
  readonly compute: (x: number) => number;
  /** dx, from the input x, the output y and the cotangent dy. */
  readonly vjp: (x: Value, y: Value, dy: Value) => Value | undefined;
}

/** An elementwise function of one tensor that keeps shape and dtype. */
export function defineUnary(definition: UnaryDefinition): Op {
  return defineOp<Attributes>({
    kind: definition.kind,
    inferType: ([x]) => x!,
    vjp: ({ inputs: [x], output, cotangent }) => [definition.vjp(x!, output, cotangent)],
    toOnnx: ({ inputs, output }) => [{ opType: definition.opType, inputs, outputs: [output] }],
    evaluate: ([x]) => ({ ...x!, data: x!.data.map(definition.compute) }),
  });
}

interface BinaryDefinition {
  readonly kind: string;
  readonly opType: string;
  /** The dtype of the result where it is not that of the operands. */
  readonly dtype?: DType;
  readonly compute: (a: number, b: number) => number;
  /** [da, db], each of the broadcast shape. */
  readonly vjp: (a: Value, b: Value, context: VjpContext) => readonly (Value | undefined)[];
}

/** An elementwise function of two tensors that broadcast against each other. */
export function defineBinary(definition: BinaryDefinition): Op {
  const { kind, opType, compute } = definition;
  return defineOp<Attributes>({
    kind,
    inferType([a, b]) {
      if (a!.dtype !== b!.dtype) throw new RangeError(`${kind} of ${a!.dtype} and ${b!.dtype}`);
      return { dtype: definition.dtype ?? a!.dtype, shape: broadcastShapes(a!.shape, b!.shape) };
    },
    vjp: (context) => definition.vjp(context.inputs[0]!, context.inputs[1]!, context),
    toOnnx: ({ inputs, output }) => [{ opType, inputs, outputs: [output] }],
    evaluate([a, b]) {
      const shape = broadcastShapes(a!.shape, b!.shape) as readonly number[];
      const left = broadcastOffset(a!.shape, shape);
      const right = broadcastOffset(b!.shape, shape);
      return build(
        definition.dtype ?? a!.dtype,
        shape,
        (index) => compute(a!.data[left(index)]!, b!.data[right(index)]!),
      );
    },
  });
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
