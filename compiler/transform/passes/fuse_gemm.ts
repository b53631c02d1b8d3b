import { broadcastShapes, sameShape } from "../../ir/tensor.ts";
import { type OpCall, type Outputs, useCounts, type Value } from "../../ir/value.ts";
import { gemm } from "../../ops/gemm.ts";
import { replace, rewrite } from "../rewrite.ts";

/** A product of matrices and the bias added to it become one `gemm`, where nothing else reads the product. */
export function fuseGemm(outputs: Outputs): Outputs {
  const uses = useCounts(Object.values(outputs));
  return rewrite(outputs, (value, before) => {
    if (value.kind !== "add" || before.kind !== "add") return value;
    const [product, bias] = value.inputs;
    if (!isMatrixProduct(product) || uses.get(before.inputs[0]) !== 1) return value;
    const { shape } = product.type;
    if (!sameShape(broadcastShapes(bias.type.shape, shape), shape)) return value;
    return replace(value, gemm([...product.inputs, bias], product.attributes));
  });
}

function isMatrixProduct(value: Value): value is OpCall<"matmul"> {
  return value.kind === "matmul" &&
    value.inputs.every((input) => input.type.shape.length === 2);
}
