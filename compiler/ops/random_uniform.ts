import { apply, build, defineOp } from "../ir/define_op.ts";
import type { RandomUniformAttributes } from "../ir/op_set.ts";
import { elementAt } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/** What the bits are mixed with: odd constants, of the golden ratio and of MurmurHash3's finalizer. */
export const mixing = {
  elementFactor: 0x9e3779b9,
  stepFactor: 0x85ebca6b,
  roundConstants: [0xc2b2ae35, 0x27d4eb2f, 0x165667b1],
} as const;

/**
 * Numbers drawn evenly from [0, 1): a pure function of (key, step, element), so that a resumed run and
 * every device draw the same. Counter-based: rounds of x ← x (2 x + 1) + c on uint32, each followed by an
 * exchange of the halves of x, as in the cipher RC6; the upper 24 bits are kept. The exchange is
 * written as x · 2¹⁶ + ⌊x / 2¹⁶⌋, since Add, Mul and Div on uint32 are what all devices have.
 * Shapes: step int32 [] -> y float32 `shape`. Source of the round: Rivest et al., "The RC6 Block Cipher".
 */
export const randomUniformOp = defineOp({
  kind: "random_uniform",
  inferType([step], { shape }) {
    if (step.dtype !== "int32") throw new RangeError(`random_uniform at step ${step.dtype}`);
    return { dtype: "float32", shape };
  },
  vjp: () => [undefined],
  evaluate([step], { key, shape }) {
    const base = (Math.imul(elementAt(step.data, 0), mixing.stepFactor) + key) >>> 0;
    let element = 0;
    return build("float32", shape, () => {
      const start = (Math.imul(element++, mixing.elementFactor) + base) >>> 0;
      return (mixing.roundConstants.reduce(round, start) >>> 8) / 2 ** 24;
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
