import { apply, build, defineOp } from "../ir/define_op.ts";
import {
  broadcastOffset,
  broadcastShapes,
  formatShape,
  type NumericTensor,
  type Shape,
  type TensorType,
} from "../ir/tensor.ts";
import type { LoweringContext, Value } from "../ir/value.ts";
import { intAttribute, intsAttribute, type OnnxNode } from "../backends/onnx/model.ts";
import { swapLast } from "./transpose.ts";

/** Whether an operand stands transposed in the product. */
export type MatmulAttributes = { readonly transposeA: boolean; readonly transposeB: boolean };

/**
 * Batched matrix product: y = op(a) op(b), where op transposes the last two axes if asked to.
 * With neither transposed, da = dy bᵀ and db = aᵀ dy.
 * Shapes: a [...d, m, k], b [...d, k, n] -> y [...d, m, n]; leading axes broadcast.
 * Source: ONNX operators `Gemm` (rank 2) and `MatMul`.
 */
export const matmulOp = defineOp<MatmulAttributes>({
  kind: "matmul",
  inferType: ([a, b], attributes) => ({ dtype: a!.dtype, shape: productShape(a!, b!, attributes) }),
  vjp({ inputs: [a, b], cotangent: dy, attributes: { transposeA, transposeB } }) {
    return [
      transposeA
        ? matmul(b!, dy, { transposeA: transposeB, transposeB: true })
        : matmul(dy, b!, { transposeB: !transposeB }),
      transposeB
        ? matmul(dy, a!, { transposeA: true, transposeB: transposeA })
        : matmul(a!, dy, { transposeA: !transposeA }),
    ];
  },
  toOnnx(context) {
    const isMatrix = context.types.inputs.every((type) => type.shape.length === 2);
    return isMatrix ? [gemmNode(context)] : batchedNodes(context);
  },
  evaluate: ([a, b], attributes) => product(a!, b!, attributes),
});

/** op(a) op(b). */
export function matmul(a: Value, b: Value, options: Partial<MatmulAttributes> = {}): Value {
  return apply(matmulOp, [a, b], { transposeA: false, transposeB: false, ...options });
}

/** The `Gemm` of two matrices and, where there is a third input, of an addend. */
export function gemmNode(
  { inputs, output, attributes }: LoweringContext<MatmulAttributes>,
): OnnxNode {
  const transA = intAttribute(Number(attributes.transposeA));
  const transB = intAttribute(Number(attributes.transposeB));
  return { opType: "Gemm", inputs, outputs: [output], attributes: { transA, transB } };
}

/** @throws {RangeError} If the inner dims or the leading axes disagree. */
function productShape(a: TensorType, b: TensorType, attributes: MatmulAttributes): Shape {
  if (a.shape.length < 2 || b.shape.length < 2) throw new RangeError("matmul needs two axes");
  const left = attributes.transposeA ? swapLast(a.shape) : a.shape;
  const right = attributes.transposeB ? swapLast(b.shape) : b.shape;
  if (left.at(-1) !== right.at(-2)) {
    throw new RangeError(`matmul of ${formatShape(left)} and ${formatShape(right)}`);
  }
  return [...broadcastShapes(left.slice(0, -2), right.slice(0, -2)), left.at(-2)!, right.at(-1)!];
}

function batchedNodes(context: LoweringContext<MatmulAttributes>): OnnxNode[] {
  const nodes: OnnxNode[] = [];
  const { transposeA, transposeB } = context.attributes;
  const operands = [transposeA, transposeB].map((isTransposed, index) => {
    if (!isTransposed) return context.inputs[index]!;
    const axes = context.types.inputs[index]!.shape.map((_, axis) => axis);
    const transposed = context.temporary();
    nodes.push({
      opType: "Transpose",
      inputs: [context.inputs[index]!],
      outputs: [transposed],
      attributes: { perm: intsAttribute(swapLast(axes)) },
    });
    return transposed;
  });
  return [...nodes, { opType: "MatMul", inputs: operands, outputs: [context.output] }];
}

/** The reference evaluation of a product. */
export function product(
  a: NumericTensor,
  b: NumericTensor,
  attributes: MatmulAttributes,
): NumericTensor {
  const shape = productShape(a, b, attributes) as readonly number[];
  const { transposeA, transposeB } = attributes;
  const inner = a.shape.at(transposeA ? -2 : -1)!;
  const offsetA = matrixOffset(a.shape, shape, transposeA);
  const offsetB = matrixOffset(b.shape, shape, transposeB);
  return build(a.dtype, shape, (index) => {
    const [row, column] = index.slice(-2) as [number, number];
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      sum += a.data[offsetA(index, row, k)]! * b.data[offsetB(index, k, column)]!;
    }
    return sum;
  });
}

/** The offset of element (row, column) of the matrix that stands at `index` of the result. */
function matrixOffset(from: readonly number[], to: readonly number[], isTransposed: boolean) {
  const lead = broadcastOffset(from.slice(0, -2), to.slice(0, -2));
  const [rows, columns] = from.slice(-2) as [number, number];
  return (index: readonly number[], row: number, column: number) =>
    lead(index) * rows * columns + (isTransposed ? column * columns + row : row * columns + column);
}
