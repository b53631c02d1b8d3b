import { countOf } from "../../ir/tensor.ts";
import type { OpCall } from "../../ir/value.ts";
import { mixing } from "../../ops/random_uniform.ts";
import { elementBytes } from "./buffers.ts";
import type { WasmContext } from "./elementwise.ts";
import { type Expression, f32, i32, instruction, loadI32, mul } from "./expression.ts";
import { addInteger, mulInteger, or, shiftLeft, shiftRightUnsigned } from "./integers.ts";

/** Numbers in 0..1, of the same bits as everywhere. */
export function lowerUniform(
  call: OpCall<"random_uniform">,
  { code, buffers }: WasmContext,
): void {
  const { inputs: [step], attributes: { key, shape } } = call;
  const atStep = mulInteger(loadI32(i32(0), buffers.of(step)), i32(mixing.stepFactor));
  const base = code.bind(addInteger(atStep, i32(key)));
  code.loop({ count: countOf(shape) }, (at) => {
    const bits = code.bind(addInteger(mulInteger(at, i32(mixing.elementFactor)), base));
    for (const constant of mixing.roundConstants) {
      const odd = addInteger(addInteger(bits, bits), i32(1));
      code.set(bits, addInteger(mulInteger(bits, odd), i32(constant)));
      code.set(bits, or(shiftLeft(bits, i32(16)), shiftRightUnsigned(bits, i32(16))));
    }
    const upper = toFloat(shiftRightUnsigned(bits, i32(8)));
    code.store("f32", mul(at, i32(elementBytes)), mul(upper, f32(2 ** -24)), buffers.of(call));
  });
}

/** A whole number from 0 on, exact below 2²⁴. */
function toFloat(value: Expression<"i32">): Expression<"f32"> {
  return instruction("f32", [0xb3], value);
}
