import { apply, build, defineOp } from "../ir/define_op.ts";
import { stridesOf } from "../ir/tensor.ts";
import type { Attributes, Value } from "../ir/value.ts";
import { intAttribute } from "../onnx/model.ts";

/**
 * Rows of a table by their indices: y[i] = table[rows[i]]. No gradient flows to the indices, and
 * none to the table, which holds data.
 * Shapes: table [R, ...d], rows int32 [...i] -> y [...i, ...d]. Source: ONNX operator `Gather`.
 */
export const gatherRowsOp = defineOp<Attributes>({
  kind: "gather_rows",
  inferType([table, rows]) {
    if (rows!.dtype !== "int32") throw new RangeError(`gather_rows by ${rows!.dtype}`);
    if (table!.shape.length === 0) throw new RangeError("gather_rows of a scalar");
    return { dtype: table!.dtype, shape: [...rows!.shape, ...table!.shape.slice(1)] };
  },
  vjp: () => [undefined, undefined],
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
