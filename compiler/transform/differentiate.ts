import { scalar } from "../ir/constant.ts";
import type { OpKind } from "../ir/op_set.ts";
import { buildFor, gradientOrigin } from "../ir/origin.ts";
import { formatShape, type Shape } from "../ir/tensor.ts";
import { dependents, isOpCall, type OpCall, topologicalOrder, type Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { ops } from "../ops/registry.ts";
import { reshape } from "../ops/reshape.ts";

/**
 * The gradient of a scalar loss for each of `targets`, by reverse-mode automatic differentiation.
 * A target on which the loss does not depend has the gradient `undefined`; gradients that no target
 * needs are never built. What pulls a cotangent back through a value is of its origin, as its gradient.
 * @param loss float32 [].
 * @param targets Any values the loss is computed from, usually the parameters.
 * @throws {RangeError} If the loss is not a scalar.
 * @see Griewank and Walther, "Evaluating Derivatives", chapter 3: the cotangent of a value is the
 * sum of what its readers pull back to it.
 */
export function differentiate(loss: Value, targets: readonly Value[]): (Value | undefined)[] {
  if (loss.type.shape.length > 0) {
    throw new RangeError(`A loss is a scalar, not ${formatShape(loss.type.shape)}`);
  }
  const order = topologicalOrder([loss]);
  const reached = dependents(order, targets);
  const cotangents = new Map<Value, Value>([[loss, scalar(1)]]);
  for (const value of order.toReversed()) {
    const cotangent = cotangents.get(value);
    if (!cotangent || !isOpCall(value) || !reached.has(value)) continue;
    buildFor(gradientOrigin(value.origin), () =>
      pullBack(value, cotangent, (input, gradient) => {
        if (!reached.has(input)) return;
        const sum = cotangents.get(input);
        cotangents.set(input, sum ? add(sum, gradient) : gradient);
      }));
  }
  return targets.map((target) => cotangents.get(target));
}

function pullBack<K extends OpKind>(
  output: OpCall<K> & Value,
  cotangent: Value,
  give: (input: Value, gradient: Value) => void,
): void {
  const { inputs, attributes } = output;
  const gradients = ops[output.kind].vjp({ inputs, output, cotangent, attributes });
  inputs.forEach((input, index) => {
    const gradient = gradients[index];
    if (gradient) give(input, sumToShape(gradient, input.type.shape));
  });
}

/** A gradient of a broadcast shape, summed back to the shape of the operand it is for. */
export function sumToShape(gradient: Value, shape: Shape): Value {
  const from = gradient.type.shape;
  const axes = from
    .map((dim, index) => ({ dim, axis: index - from.length }))
    .filter(({ dim, axis }) => -axis > shape.length || (shape.at(axis) === 1 && dim !== 1))
    .map(({ axis }) => axis);
  if (axes.length === 0) return reshape(gradient, shape);
  // Where all summed axes are extra, the sum has the shape at once.
  const keepDims = axes.some((axis) => -axis <= shape.length);
  return reshape(reduceSum(gradient, { axes, keepDims }), shape);
}
