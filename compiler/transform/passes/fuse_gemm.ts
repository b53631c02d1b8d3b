import { InternalError } from "../../../dsl/text/diagnostic.ts";
import { constant, scalarOf } from "../../ir/constant.ts";
import type { GemmAttributes } from "../../ir/op_set.ts";
import { broadcastShapes, sameShape, tensor } from "../../ir/tensor.ts";
import { type OpCall, type Outputs, useCounts, type Value } from "../../ir/value.ts";
import { gemm } from "../../ops/gemm.ts";
import { mul } from "../../ops/mul.ts";
import { replace, rewrite } from "../rewrite.ts";

/**
 * A product of matrices and what is added to it become one `gemm`, where nothing else reads the product: a layer
 * with its bias, a weight with its step w - lr aᵀ b, what is remembered of a gradient μ m + aᵀ b. The sums of
 * columns, which the gradient of a bias is, are a product with ones. A number that a product is multiplied by
 * is taken into one of its factors, which the sums of its columns share.
 */
export function fuseGemm(outputs: Outputs): Outputs {
  const uses = useCounts(Object.values(outputs));
  const isReadOnce = (value: Value) => uses.get(value) === 1;
  return rewrite(outputs, (value, before) => {
    if (value.kind !== "add" && value.kind !== "sub") return value;
    const [first, second] = sidesOf(value, before);
    // Of a difference, the product is what is taken away.
    const ways = value.kind === "add" ? [[first, second], [second, first]] : [[second, first]];
    for (const [product, addend] of ways) {
      const term = termOf(product, isReadOnce);
      const found = term && fused(value, term, addend, isReadOnce);
      if (found) return replace(value, found);
    }
    return value;
  });
}

/** A value as rewritten so far, and as it was. */
interface Rewritten {
  readonly value: Value;
  readonly before: Value;
}

/** Both inputs of a call. */
function sidesOf(
  { inputs: [first, second] }: OpCall<"add" | "sub" | "mul">,
  { inputs: [firstBefore, secondBefore] }: Value,
): readonly [Rewritten, Rewritten] {
  if (!firstBefore || !secondBefore) throw new InternalError("A sum has two inputs");
  return [{ value: first, before: firstBefore }, { value: second, before: secondBefore }];
}

/** A product, and what it is multiplied by. */
interface Term {
  readonly product: OpCall<"matmul" | "reduce_sum">;
  readonly by?: Value;
}

type IsReadOnce = (value: Value) => boolean;

function termOf({ value, before }: Rewritten, isReadOnce: IsReadOnce): Term | undefined {
  if (!isReadOnce(before)) return undefined;
  if (isProduct(value)) return { product: value };
  if (value.kind !== "mul") return undefined;
  const [first, second] = sidesOf(value, before);
  for (const [product, { value: by }] of [[first, second], [second, first]]) {
    if (isProduct(product.value) && isNumber(by) && isReadOnce(product.before)) {
      return { product: product.value, by };
    }
  }
  return undefined;
}

function isProduct(value: Value): value is Term["product"] {
  if (value.kind === "matmul") {
    return value.inputs.every((input) => input.type.shape.length === 2);
  }
  if (value.kind !== "reduce_sum") return false;
  const { inputs: [x], attributes: { axes, keepDims } } = value;
  const [rows] = x.type.shape;
  return x.type.shape.length === 2 && typeof rows === "number" && keepDims &&
    axes.length === 1 && axes[0] === -2;
}

function isNumber({ type }: Value): boolean {
  return type.shape.length === 0;
}

/** The `gemm`; nothing where the addend makes the sum larger than the product. */
function fused(
  sum: OpCall<"add" | "sub">,
  { product, by }: Term,
  addend: Rewritten,
  isReadOnce: IsReadOnce,
): Value | undefined {
  const { shape } = product.type;
  const [c, beta] = withoutFactor(addend, isReadOnce);
  if (!sameShape(broadcastShapes(c.type.shape, shape), shape)) return undefined;
  const sign = sum.kind === "sub" ? -1 : 1;
  const known = by && scalarOf(by);
  const alpha = sign * (known ?? 1);
  const scaled = (factor: Value) => by && known === undefined ? mul(by, factor) : factor;
  const factors: GemmAttributes = {
    ...{ transposeA: false, transposeB: false },
    ...alpha !== 1 && { alpha },
    ...beta !== 1 && { beta },
  };
  if (product.kind === "matmul") {
    const [a, b] = product.inputs;
    return gemm([scaled(a), b, c], { ...factors, ...product.attributes });
  }
  const [x] = product.inputs;
  const ones = constant(tensor([1, Number(x.type.shape[0])], onesOf(Number(x.type.shape[0]))));
  return gemm([ones, scaled(x), c], factors);
}

function onesOf(count: number): Float32Array {
  return new Float32Array(count).fill(1);
}

/** An addend, and the constant that it is multiplied by. */
function withoutFactor(
  { value, before }: Rewritten,
  isReadOnce: IsReadOnce,
): readonly [addend: Value, factor: number] {
  if (value.kind !== "mul" || !isReadOnce(before)) return [value, 1];
  const [first, second] = value.inputs;
  const [one, other] = [scalarOf(first), scalarOf(second)];
  if (one !== undefined) return [second, one];
  return other !== undefined ? [first, other] : [value, 1];
}
