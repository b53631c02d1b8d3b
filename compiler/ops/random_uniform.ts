import { apply, build, defineOp } from "../ir/define_op.ts";
import { countOf } from "../ir/tensor.ts";
import type { LoweringContext, Value } from "../ir/value.ts";
import { intAttribute, type OnnxNode, type TensorData } from "../backends/onnx/model.ts";

/** `key` tells apart seeds and layers, a whole number in 0..2³² - 1. */
export type RandomUniformAttributes = { readonly key: number; readonly shape: readonly number[] };

// Odd constants: of the golden ratio, and of MurmurHash3's finalizer.
const elementFactor = 0x9e3779b9;
const stepFactor = 0x85ebca6b;
const roundConstants = [0xc2b2ae35, 0x27d4eb2f, 0x165667b1];

/**
 * Numbers drawn evenly from [0, 1): a pure function of (key, step, element), so that a resumed run and
 * every device draw the same. Counter-based: rounds of x ← x (2 x + 1) + c on uint32, each followed by an
 * exchange of the halves of x, as in the cipher RC6; the upper 24 bits are kept. The exchange is
 * written as x · 2¹⁶ + ⌊x / 2¹⁶⌋, since Add, Mul and Div on uint32 are what all devices have.
 * Shapes: step int32 [] -> y float32 `shape`. Source of the round: Rivest et al., "The RC6 Block Cipher".
 */
export const randomUniformOp = defineOp<RandomUniformAttributes>({
  kind: "random_uniform",
  inferType([step], { shape }) {
    if (step!.dtype !== "int32") throw new RangeError(`random_uniform at step ${step!.dtype}`);
    return { dtype: "float32", shape };
  },
  vjp: () => [undefined],
  toOnnx: (context) => mixNodes(context),
  evaluate([step], { key, shape }) {
    const base = (Math.imul(step!.data[0]!, stepFactor) + key) >>> 0;
    let element = 0;
    return build("float32", shape, () => {
      let bits = (Math.imul(element++, elementFactor) + base) >>> 0;
      for (const constant of roundConstants) bits = round(bits, constant);
      return (bits >>> 8) / 2 ** 24;
    });
  },
});

/** Numbers drawn evenly from [0, 1) for one step. @param step int32 []. */
export function randomUniform(step: Value, attributes: RandomUniformAttributes): Value {
  return apply(randomUniformOp, [step], attributes);
}

function round(bits: number, constant: number): number {
  const mixed = (Math.imul(bits, 2 * bits + 1) + constant) >>> 0;
  return ((mixed << 16) | (mixed >>> 16)) >>> 0;
}

const uint32 = 12;
const float32 = 1;

function mixNodes(context: LoweringContext<RandomUniformAttributes>): OnnxNode[] {
  const { inputs: [step], output, attributes: { key, shape }, constant, temporary } = context;
  const nodes: OnnxNode[] = [];
  const node = (opType: string, inputs: readonly string[], to?: number) => {
    const name = temporary();
    const attributes = to === undefined ? undefined : { to: intAttribute(to) };
    nodes.push({ opType, inputs, outputs: [name], attributes });
    return name;
  };
  const word = (value: number) => constant(words([value], []));
  const counters = Uint32Array.from(
    { length: countOf(shape) },
    (_, at) => Math.imul(at, elementFactor),
  );
  const atStep = node("Mul", [node("Cast", [step!], uint32), word(stepFactor)]);
  let bits = node("Add", [constant(words(counters, shape)), node("Add", [atStep, word(key)])]);
  for (const constant of roundConstants) {
    const double = node("Add", [node("Add", [bits, bits]), word(1)]);
    bits = node("Add", [node("Mul", [bits, double]), word(constant)]);
    const [lower, upper] = [node("Mul", [bits, word(2 ** 16)]), node("Div", [bits, word(2 ** 16)])];
    bits = node("Add", [lower, upper]);
  }
  const upper = node("Cast", [node("Div", [bits, word(2 ** 8)])], float32);
  const scale = constant({ elementType: "float32", shape: [], data: Float32Array.of(2 ** -24) });
  return [...nodes, { opType: "Mul", inputs: [upper, scale], outputs: [output] }];
}

function words(values: Iterable<number>, shape: readonly number[]): TensorData {
  return { elementType: "uint32", shape, data: Uint32Array.from(values) };
}
