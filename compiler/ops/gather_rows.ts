import { apply, build, defineOp } from "../ir/define_op.ts";
import { countOf, type Shape, sizeOf, stridesOf } from "../ir/tensor.ts";
import type { Attributes, Value } from "../ir/value.ts";
import { intAttribute } from "../backends/onnx/model.ts";
import { matmul } from "./matmul.ts";
import { oneHot } from "./one_hot.ts";
import { reshape } from "./reshape.ts";

/**
 * Rows of a table by their indices: y[i] = table[rows[i]], with vjp dtable = onehot(rows)ᵀ dy for a
 * table whose size is known; one of R rows holds data. No gradient flows to the indices.
 * Shapes: table [R, ...d], rows int32 [...i] -> y [...i, ...d]. Source: ONNX operator `Gather`.
 */
export const gatherRowsOp = defineOp<Attributes>({
  kind: "gather_rows",
  inferType([table, rows]) {
    if (rows!.dtype !== "int32") throw new RangeError(`gather_rows by ${rows!.dtype}`);
    if (table!.shape.length === 0) throw new RangeError("gather_rows of a scalar");
    return { dtype: table!.dtype, shape: [...rows!.shape, ...table!.shape.slice(1)] };
  },
  vjp: ({ inputs: [table, rows], cotangent }) => [
    table!.type.dtype === "float32" && typeof table!.type.shape[0] === "number"
      ? sumByRow(table!.type.shape, { rows: rows!, cotangent })
      : undefined,
    undefined,
  ],
  toOnnx: ({ inputs, output }) => [
    { opType: "Gather", inputs, outputs: [output], attributes: { axis: intAttribute(0) } },
  ],
  evaluate([table, rows]) {
    const rowSize = stridesOf(table!.shape)[0]!;
    const shape = [...rows!.shape, ...table!.shape.slice(1)];
    let at = 0;
    return build(table!.dtype, shape, () => {
      const row = rows!.data[Math.floor(at / rowSize)]!;
      return table!.data[row * rowSize + at++ % rowSize]!;
    });
  },
});

/** The rows of `table` that `rows` names. */
export function gatherRows(table: Value, rows: Value): Value {
  return apply(gatherRowsOp, [table, rows]);
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
