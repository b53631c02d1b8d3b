import {
  type Input,
  isOpCall,
  type OpCall,
  type Outputs,
  topologicalOrder,
  type Value,
  withInputs,
} from "../../ir/value.ts";
import { mul } from "../../ops/mul.ts";
import { replace, rewrite } from "../rewrite.ts";

/**
 * A number that several values are multiplied by is taken into the value that all of them are linear in, if nothing
 * else reads what is between: the learning rate into the gradient of the loss, which the gradients of all layers
 * are made of, rather than into each of them.
 */
export function pullFactors(outputs: Outputs): Outputs {
  const numbers = topologicalOrder(Object.values(outputs))
    .filter((value): value is Input => value.kind === "input" && value.type.shape.length === 0);
  return numbers.reduce(pullFactor, outputs);
}

function pullFactor(outputs: Outputs, factor: Input): Outputs {
  const order = topologicalOrder(Object.values(outputs));
  const pulled = multipliedThroughout(order, outputs, factor);
  const products = order.filter((value) => productWith(factor, value));
  const ends = [...pulled].filter((value) => !isPassedOn(value, pulled));
  if (ends.length >= products.length) return outputs;
  return rewrite(outputs, (value, before) => {
    const other = productWith(factor, before);
    // The factor is no op, and stays what it is.
    if (other && pulled.has(other)) return replace(before, productWith(factor, value) ?? value);
    if (!pulled.has(before) || isPassedOn(before, pulled)) return value;
    return multiplied(value, factor);
  });
}

/** Values of which every reader multiplies by the factor, or is linear in them and is one of them. */
function multipliedThroughout(
  order: readonly Value[],
  outputs: Outputs,
  factor: Input,
): ReadonlySet<Value> {
  const readers = new Map<Value, Value[]>();
  for (const value of order) {
    for (const each of value.inputs) readers.set(each, [...readers.get(each) ?? [], value]);
  }
  const given = new Set(Object.values(outputs));
  const found = new Set<Value>();
  for (const value of order.toReversed()) {
    const own = readers.get(value) ?? [];
    const isMultiplied = (reader: Value) =>
      productWith(factor, reader) === value ||
      found.has(reader) && linearOperand(reader) === value;
    const isRead = isOpCall(value) && value.type.shape.length > 0 && own.length > 0;
    if (isRead && !given.has(value) && own.every(isMultiplied)) found.add(value);
  }
  return found;
}

/** What else a value is the product of, if it is one with the factor. */
function productWith(factor: Input, value: Value): Value | undefined {
  if (value.kind !== "mul") return undefined;
  const [first, second] = value.inputs;
  if (first === factor && second !== factor) return second;
  return second === factor && first !== factor ? first : undefined;
}

/** Whether the factor comes with its operand. */
function isPassedOn(value: Value, pulled: ReadonlySet<Value>): boolean {
  const operand = linearOperand(value);
  return operand !== undefined && pulled.has(operand);
}

/** The operand in which a value is linear, and by which it would be multiplied; read once. */
function linearOperand(value: Value): Value | undefined {
  const operand = knownFactor(value) ? undefined : operandOf(value);
  const inputs: readonly Value[] = value.inputs;
  return operand && isOpCall(operand) && inputs.filter((each) => each === operand).length === 1
    ? operand
    : undefined;
}

function operandOf(value: Value): Value | undefined {
  switch (value.kind) {
    case "where": {
      const [, kept, otherwise] = value.inputs;
      return otherwise.kind === "constant" && isZero(otherwise) ? kept : undefined;
    }
    case "mul": {
      const [first, second] = value.inputs;
      return isOpCall(first) ? first : second;
    }
    case "matmul":
    case "div":
    case "neg":
    case "reduce_sum":
    case "reshape":
      return value.inputs[0];
    default:
      return undefined;
  }
}

function isZero(value: Value): boolean {
  return value.kind === "constant" &&
    Array.from<number | string>(value.tensor.data).every((each) => each === 0);
}

/** A constant or an input that a value is the product of: the two factors are one, known before the step. */
function knownFactor(value: Value): value is OpCall<"mul"> {
  return value.kind === "mul" && value.inputs.some((each) => !isOpCall(each));
}

function multiplied(value: Value, factor: Input): Value {
  if (!knownFactor(value)) return mul(factor, value);
  const [first, second] = value.inputs;
  return isOpCall(first)
    ? withInputs(value, [first, mul(factor, second)])
    : withInputs(value, [mul(factor, first), second]);
}
