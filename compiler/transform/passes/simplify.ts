import { rewrite } from "../rewrite.ts";
import { broadcastShapes, sameShape, type Shape } from "../../ir/tensor.ts";
import type { Outputs, Value } from "../../ir/value.ts";
import { addOp } from "../../ops/add.ts";
import { scalar, scalarOf } from "../../ir/constant.ts";
import { divOp } from "../../ops/div.ts";
import { expand, expandOp } from "../../ops/expand.ts";
import { mulOp } from "../../ops/mul.ts";
import { reshapeOp } from "../../ops/reshape.ts";
import { subOp } from "../../ops/sub.ts";
import { whereOp } from "../../ops/where.ts";

/**
 * Drops what arithmetic makes needless: a product with 1, a sum with 0, and repetition (`expand`) of
 * what broadcasts anyway. Mean losses leave such chains behind.
 */
export function simplify(outputs: Outputs): Outputs {
  return rewrite(outputs, (value) => {
    const simpler = dropNeutral(moveExpand(value));
    return value.name && !simpler.name ? { ...simpler, name: value.name } : simpler;
  });
}

/** x · 1, x / 1, x + 0 and x - 0 are x, unless broadcasting against the constant gives it a shape. */
function dropNeutral(value: Value): Value {
  const [a, b] = value.inputs;
  const keeps = (x: Value | undefined) => x && sameShape(x.type.shape, value.type.shape);
  if (value.op === mulOp && scalarOf(a!) === 1 && keeps(b)) return b!;
  if ((value.op === mulOp || value.op === divOp) && scalarOf(b!) === 1 && keeps(a)) return a!;
  if (value.op === addOp && scalarOf(a!) === 0 && keeps(b)) return b!;
  if ((value.op === addOp || value.op === subOp) && scalarOf(b!) === 0 && keeps(a)) return a!;
  return value;
}

const broadcasting = new Set([addOp, subOp, mulOp, divOp, whereOp]);

/** Elementwise ops read the unexpanded operand; a reshaped expansion of one element is an expansion. */
function moveExpand(value: Value): Value {
  if (value.op === reshapeOp && isRepeatedScalar(value.inputs[0]!)) {
    return expand(value.inputs[0]!.inputs[0]!, value.type.shape);
  }
  // A reshaped number is that number, wherever it broadcasts to the same shape.
  if (value.op === expandOp && scalarOf(unshaped(value.inputs[0]!)) !== undefined) {
    return { ...value, inputs: [scalar(scalarOf(unshaped(value.inputs[0]!))!)] };
  }
  if (!broadcasting.has(value.op)) return value;
  const inputs = value.inputs.map((input) => input.op === expandOp ? input.inputs[0]! : input);
  const shape = inputs.map((input) => input.type.shape).reduce<Shape>(broadcastShapes, []);
  return sameShape(shape, value.type.shape) ? { ...value, inputs } : value;
}

function unshaped(value: Value): Value {
  return value.op === reshapeOp ? value.inputs[0]! : value;
}

function isRepeatedScalar(value: Value): boolean {
  return value.op === expandOp && value.inputs[0]!.type.shape.length === 0;
}
