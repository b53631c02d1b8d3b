import { type Expression, instruction, type MaskOf, simd } from "./expression.ts";

/** Types of 32-bit integers: one, or four lanes. Bits do not care what they stand for. */
export type IntegerType = "i32" | "v128";

type Operands = readonly [one: readonly number[], lanes: readonly number[]];

function binary([one, lanes]: Operands) {
  return <T extends IntegerType>(a: Expression<T>, b: Expression<T>): Expression<T> =>
    instruction(a.type, a.type === "i32" ? one : lanes, a, b);
}

function shift([one, lanes]: Operands) {
  return <T extends IntegerType>(x: Expression<T>, count: Expression<"i32">): Expression<T> =>
    instruction(x.type, x.type === "i32" ? one : lanes, x, count);
}

function comparison([one, lanes]: Operands) {
  return <T extends IntegerType>(a: Expression<T>, b: Expression<T>): Expression<MaskOf<T>> =>
    // The condition of the type is that of the line: TypeScript does not decide it for a generic.
    instruction(a.type as MaskOf<T>, a.type === "i32" ? one : lanes, a, b);
}

/** a + b modulo 2³². */
export const addInteger = binary([[0x6a], simd(0xae)]);
/** a - b modulo 2³². */
export const subInteger = binary([[0x6b], simd(0xb1)]);
/** a · b modulo 2³². */
export const mulInteger = binary([[0x6c], simd(0xb5)]);

/** The bits that both have. */
export const and = binary([[0x71], simd(0x4e)]);
/** The bits that one of them has. */
export const or = binary([[0x72], simd(0x50)]);
/** The bits that only one of them has. */
export const xor = binary([[0x73], simd(0x51)]);

/** x · 2ⁿ modulo 2³²; only the lowest five bits of the count matter. */
export const shiftLeft = shift([[0x74], simd(0xab)]);
/** ⌊x / 2ⁿ⌋ of a signed x. */
export const shiftRight = shift([[0x75], simd(0xac)]);
/** ⌊x / 2ⁿ⌋ of an unsigned x. */
export const shiftRightUnsigned = shift([[0x76], simd(0xad)]);

/** a = b. */
export const eqInteger = comparison([[0x46], simd(0x37)]);
/** a < b, signed. */
export const ltInteger = comparison([[0x48], simd(0x39)]);
/** a > b, signed. */
export const gtInteger = comparison([[0x4a], simd(0x3b)]);

/** ⌊a / b⌋, unsigned. Division by zero ends the program. */
export function divideUnsigned(a: Expression<"i32">, b: Expression<"i32">): Expression<"i32"> {
  return instruction("i32", [0x6e], a, b);
}

/** a - b ⌊a / b⌋, unsigned. Division by zero ends the program. */
export function remainderUnsigned(a: Expression<"i32">, b: Expression<"i32">): Expression<"i32"> {
  return instruction("i32", [0x70], a, b);
}

/** The bits that `a` has and `b` has not. */
export function andNot(a: Expression<"v128">, b: Expression<"v128">): Expression<"v128"> {
  return instruction("v128", simd(0x4f), a, b);
}

/** 1 where a bit is set in one of the lanes, else 0. */
export function anyBit(lanes: Expression<"v128">): Expression<"i32"> {
  return instruction("i32", simd(0x53), lanes);
}

/** The float32 nearest to a signed integer, the even one of two. */
export function f32OfI32(x: Expression<"i32">): Expression<"f32"> {
  return instruction("f32", [0xb2], x);
}

/** The float64 of a signed integer. */
export function f64OfI32(x: Expression<"i32">): Expression<"f64"> {
  return instruction("f64", [0xb7], x);
}

/** The whole part, within -2³¹ .. 2³¹ - 1; 0 for NaN. */
export function i32OfF32(x: Expression<"f32">): Expression<"i32"> {
  return instruction("i32", [0xfc, 0x00], x);
}

/** The same number as a float64. */
export function f64OfF32(x: Expression<"f32">): Expression<"f64"> {
  return instruction("f64", [0xbb], x);
}

/** The nearest float32, the even one of two. */
export function f32OfF64(x: Expression<"f64">): Expression<"f32"> {
  return instruction("f32", [0xb6], x);
}

/** The float32 nearest to each lane as a signed integer. */
export function f32LanesOfI32(lanes: Expression<"v128">): Expression<"v128"> {
  return instruction("v128", simd(0xfa), lanes);
}

/** The whole part of each lane, within -2³¹ .. 2³¹ - 1; 0 for NaN. */
export function i32LanesOfF32(lanes: Expression<"v128">): Expression<"v128"> {
  return instruction("v128", simd(0xf8), lanes);
}

/** The bits of a float32. */
export function bitsOfF32(x: Expression<"f32">): Expression<"i32"> {
  return instruction("i32", [0xbc], x);
}

/** The float32 with these bits. */
export function f32OfBits(bits: Expression<"i32">): Expression<"f32"> {
  return instruction("f32", [0xbe], bits);
}
