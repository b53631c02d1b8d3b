import { apply, build, defineOp } from "../ir/define_op.ts";
import type { MatmulAttributes } from "../ir/op_set.ts";
import {
  broadcastOffset,
  broadcastShapes,
  elementAt,
  formatShape,
  type NumericTensor,
  type Shape,
  type TensorType,
} from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { swapLast } from "./transpose.ts";

/**
 * Batched matrix product: y = op(a) op(b), where op transposes the last two axes if asked to.
 * With neither transposed, da = dy bᵀ and db = aᵀ dy.
 * Shapes: a [...d, m, k], b [...d, k, n] -> y [...d, m, n]; leading axes broadcast.
 * Source: ONNX operators `Gemm` (rank 2) and `MatMul`.
 */
export const matmulOp = defineOp({
  kind: "matmul",
  inferType: ([a, b], attributes) => ({ dtype: a.dtype, shape: productShape(a, b, attributes) }),
  vjp({ inputs: [a, b], cotangent: dy, attributes: { transposeA, transposeB } }) {
    return [
      transposeA
        ? matmul(b, dy, { transposeA: transposeB, transposeB: true })
        : matmul(dy, b, { transposeB: !transposeB }),
      transposeB
        ? matmul(dy, a, { transposeA: true, transposeB: transposeA })
        : matmul(a, dy, { transposeA: !transposeA }),
    ];
  },
  evaluate: ([a, b], attributes) => product(a, b, attributes),
});

/** op(a) op(b). */
export function matmul(a: Value, b: Value, options: Partial<MatmulAttributes> = {}): Value {
  return apply(matmulOp, [a, b], { transposeA: false, transposeB: false, ...options });
}

/** @throws {RangeError} If the inner dims or the leading axes disagree. */
function productShape(a: TensorType, b: TensorType, attributes: MatmulAttributes): Shape {
  const left = matrixOf(a.shape, attributes.transposeA);
  const right = matrixOf(b.shape, attributes.transposeB);
  if (left.columns !== right.rows) {
    throw new RangeError(`matmul of ${formatShape(left.shape)} and ${formatShape(right.shape)}`);
  }
  return [...broadcastShapes(left.lead, right.lead), left.rows, right.columns];
}

interface Matrix<D> {
  /** Transposed if asked to: `lead`, then `rows` and `columns`. */
  readonly shape: readonly D[];
  readonly lead: readonly D[];
  readonly rows: D;
  readonly columns: D;
}

/** @throws {RangeError} If the shape has fewer than two axes. */
function matrixOf<D>(from: readonly D[], isTransposed: boolean): Matrix<D> {
  const shape = isTransposed ? swapLast(from) : from;
  const [rows, columns] = shape.slice(-2);
  if (rows === undefined || columns === undefined) throw new RangeError("matmul needs two axes");
  return { shape, lead: shape.slice(0, -2), rows, columns };
}

/** The reference evaluation of a product. */
export function product(
  a: NumericTensor,
  b: NumericTensor,
  { transposeA, transposeB }: MatmulAttributes,
): NumericTensor {
  const [left, right] = [matrixOf(a.shape, transposeA), matrixOf(b.shape, transposeB)];
  const shape = [...broadcastShapes(left.lead, right.lead), left.rows, right.columns];
  const offsetA = elementOffset(left, shape, transposeA);
  const offsetB = elementOffset(right, shape, transposeB);
  return build(a.dtype, shape, (index) => {
    const [row = 0, column = 0] = index.slice(-2);
    let sum = 0;
    for (let k = 0; k < left.columns; k++) {
      const [left, right] = [offsetA(index, row, k), offsetB(index, k, column)];
      sum += elementAt(a.data, left) * elementAt(b.data, right);
    }
    return sum;
  });
}

/** The offset of element (row, column) of the matrix that stands at `index` of the result. */
function elementOffset(
  { lead, rows, columns }: Matrix<number>,
  to: readonly number[],
  isTransposed: boolean,
) {
  const matrix = broadcastOffset(lead, to.slice(0, -2));
  return (index: readonly number[], row: number, column: number) =>
    matrix(index.slice(0, -2)) * rows * columns +
    (isTransposed ? column * rows + row : row * columns + column);
}
