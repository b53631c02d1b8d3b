import { apply, build, defineOp } from "../ir/define_op.ts";
import { countOf, elementAt, type Shape, sizeOf } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { matmul } from "./matmul.ts";
import { oneHot } from "./one_hot.ts";
import { reshape } from "./reshape.ts";

/**
 * Rows of a table by their indices: y[i] = table[rows[i]], with vjp dtable = onehot(rows)ᵀ dy for a
 * table whose size is known; one of R rows holds data. No gradient flows to the indices.
 * Shapes: table [R, ...d], rows int32 [...i] -> y [...i, ...d]. Source: ONNX operator `Gather`.
 */
export const gatherRowsOp = defineOp({
  kind: "gather_rows",
  inferType([table, rows]) {
    if (rows.dtype !== "int32") throw new RangeError(`gather_rows by ${rows.dtype}`);
    if (table.shape.length === 0) throw new RangeError("gather_rows of a scalar");
    return { dtype: table.dtype, shape: [...rows.shape, ...table.shape.slice(1)] };
  },
  vjp: ({ inputs: [table, rows], cotangent }) => [
    table.type.dtype === "float32" && typeof table.type.shape[0] === "number"
      ? sumByRow(table.type.shape, { rows, cotangent })
      : undefined,
    undefined,
  ],
  evaluate([table, rows]) {
    const inner = table.shape.slice(1);
    const rowSize = countOf(inner);
    let at = 0;
    return build(table.dtype, [...rows.shape, ...inner], () => {
      const row = elementAt(rows.data, Math.floor(at / rowSize));
      return elementAt(table.data, row * rowSize + at++ % rowSize);
    });
  },
});

/** The rows of `table` that `rows` names. */
export function gatherRows(table: Value, rows: Value): Value {
  return apply(gatherRowsOp, [table, rows], {});
}

/** For each row of a table of some shape, the sum of the cotangents of its copies. */
function sumByRow(
  shape: Shape,
  { rows, cotangent }: { readonly rows: Value; readonly cotangent: Value },
): Value {
  const count = countOf(rows.type.shape);
  const codes = oneHot(reshape(rows, [count]), sizeOf(shape[0]));
  const flat = reshape(cotangent, [count, countOf(shape.slice(1))]);
  return reshape(matmul(codes, flat, { transposeA: true }), shape);
}
