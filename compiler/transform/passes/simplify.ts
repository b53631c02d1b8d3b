import { scalar, scalarOf } from "../../ir/constant.ts";
import type { OpKind } from "../../ir/op_set.ts";
import { broadcastShapes, sameShape, type Shape } from "../../ir/tensor.ts";
import {
  mapInputs,
  named,
  type OpCall,
  type Outputs,
  type Value,
  withInputs,
} from "../../ir/value.ts";
import { expand } from "../../ops/expand.ts";
import { reduceSum } from "../../ops/reduce_sum.ts";
import { rewrite } from "../rewrite.ts";

/**
 * Drops what arithmetic makes needless: a product with 1, a sum with 0, and repetition (`expand`) of
 * what broadcasts anyway. Mean losses leave such chains behind.
 */
export function simplify(outputs: Outputs): Outputs {
  return rewrite(outputs, (value) => {
    const simpler = dropNeutral(moveExpand(value));
    return value.name && !simpler.name ? named(simpler, value.name) : simpler;
  });
}

/** x · 1, x / 1, x + 0 and x - 0 are x, unless broadcasting against the constant gives it a shape. */
function dropNeutral(value: Value): Value {
  const { kind, type: { shape } } = value;
  if (kind !== "mul" && kind !== "div" && kind !== "add" && kind !== "sub") return value;
  const [a, b] = value.inputs;
  const neutral = kind === "mul" || kind === "div" ? 1 : 0;
  const isSymmetric = kind === "mul" || kind === "add";
  if (isSymmetric && scalarOf(a) === neutral && sameShape(b.type.shape, shape)) return b;
  return scalarOf(b) === neutral && sameShape(a.type.shape, shape) ? a : value;
}

/** Elementwise ops read the unexpanded operand; a reshaped expansion of one element is an expansion. */
function moveExpand(value: Value): Value {
  switch (value.kind) {
    case "reshape": {
      const [input] = value.inputs;
      if (isRepeatedScalar(input)) return expand(input.inputs[0], value.type.shape);
      return withDims(input, value.type.shape) ?? value;
    }
    case "expand": {
      // A reshaped number is that number, wherever it broadcasts to the same shape.
      const number = scalarOf(unshaped(value.inputs[0]));
      return number === undefined ? value : withInputs(value, [scalar(number)]);
    }
    case "add":
    case "sub":
    case "mul":
    case "div":
    case "where":
      return readUnexpanded(value);
    default:
      return value;
  }
}

/** A sum whose summed axes are to be dims of 1 again. */
function withDims(value: Value, shape: Shape): Value | undefined {
  if (value.kind !== "reduce_sum" || value.attributes.keepDims) return undefined;
  const kept = reduceSum(value.inputs[0], { ...value.attributes, keepDims: true });
  return sameShape(kept.type.shape, shape) ? kept : undefined;
}

/** The call on what its operands expand, where its shape is the same without that. */
function readUnexpanded<K extends OpKind>(call: OpCall<K>): OpCall<K> {
  const inputs = mapInputs<K, Value, Value>(
    call.inputs,
    (input) => input.kind === "expand" || isAligned(input) ? input.inputs[0] : input,
  );
  const shape = inputs.map((input) => input.type.shape).reduce<Shape>(broadcastShapes, []);
  return sameShape(shape, call.type.shape) ? withInputs(call, inputs) : call;
}

/** Whether a reshape only adds or drops dims of 1 at the front, where broadcasting puts them anyway. */
function isAligned(value: Value): value is OpCall<"reshape"> {
  if (value.kind !== "reshape") return false;
  const [x] = value.inputs;
  return sameShape(withoutFront(x.type.shape), withoutFront(value.type.shape));
}

function withoutFront(shape: Shape): Shape {
  const first = shape.findIndex((dim) => dim !== 1);
  return first < 0 ? [] : shape.slice(first);
}

function unshaped(value: Value): Value {
  return value.kind === "reshape" ? value.inputs[0] : value;
}

function isRepeatedScalar(value: Value): value is OpCall<"expand"> {
  return value.kind === "expand" && value.inputs[0].type.shape.length === 0;
}
