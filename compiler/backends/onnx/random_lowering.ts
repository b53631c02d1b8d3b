import { countOf } from "../../ir/tensor.ts";
import { mixing } from "../../ops/random_uniform.ts";
import { castNode } from "./lowered_node.ts";
import type { LoweringContext } from "./lowering.ts";
import type { ElementType, OnnxNode, TensorData } from "./model.ts";
import { float32Scalar } from "./tensor_data.ts";

const { elementFactor, stepFactor, roundConstants } = mixing;

/** The rounds of `random_uniform` on uint32, in operators that all devices have for it. */
export function lowerRandomUniform(context: LoweringContext<"random_uniform">): OnnxNode[] {
  const { inputs: [step], output, attributes: { key, shape }, constant, temporary } = context;
  const nodes: OnnxNode[] = [];
  const node = (opType: string, ...inputs: readonly string[]) => {
    const name = temporary();
    nodes.push({ opType, inputs, outputs: [name] });
    return name;
  };
  const cast = (to: ElementType, from: string) => {
    const name = temporary();
    nodes.push(castNode(to, from, name));
    return name;
  };
  const word = (value: number) => constant(words([value], []));
  const atStep = node("Mul", cast("uint32", step), word(stepFactor));
  let bits = node("Add", constant(counters(shape)), node("Add", atStep, word(key)));
  for (const each of roundConstants) {
    const double = node("Add", node("Add", bits, bits), word(1));
    bits = node("Add", node("Mul", bits, double), word(each));
    const [lower, upper] = [node("Mul", bits, word(2 ** 16)), node("Div", bits, word(2 ** 16))];
    bits = node("Add", lower, upper);
  }
  const upper = cast("float32", node("Div", bits, word(2 ** 8)));
  const scale = constant(float32Scalar(2 ** -24));
  return [...nodes, { opType: "Mul", inputs: [upper, scale], outputs: [output] }];
}

/** A word of its own for each element. */
function counters(shape: readonly number[]): TensorData {
  return words(
    Array.from({ length: countOf(shape) }, (_, at) => Math.imul(at, elementFactor)),
    shape,
  );
}

function words(values: Iterable<number>, shape: readonly number[]): TensorData {
  return { elementType: "uint32", shape, data: Uint32Array.from(values) };
}
