import { replace, rewrite } from "../rewrite.ts";
import { broadcastShapes, sameShape } from "../../ir/tensor.ts";
import { type Outputs, useCounts, type Value } from "../../ir/value.ts";
import { addOp } from "../../ops/add.ts";
import { gemmOp } from "../../ops/gemm.ts";
import { matmulOp } from "../../ops/matmul.ts";

/** A product of matrices and the bias added to it become one `gemm`, where nothing else reads the product. */
export function fuseGemm(outputs: Outputs): Outputs {
  const uses = useCounts(Object.values(outputs));
  return rewrite(outputs, (value, before) => {
    const [product, bias] = value.inputs;
    const isOnlyReader = () => uses.get(before.inputs[0]!) === 1;
    if (value.op !== addOp || !isMatrixProduct(product!) || !isOnlyReader()) return value;
    const shape = product!.type.shape;
    if (!sameShape(broadcastShapes(bias!.type.shape, shape), shape)) return value;
    return replace(value, gemmOp, [...product!.inputs, bias!], product!.attributes);
  });
}

function isMatrixProduct(value: Value): boolean {
  return value.op === matmulOp && value.inputs.every((input) => input.type.shape.length === 2);
}
