import { float32Bytes, float64Bytes, int32Bytes, signedLeb, unsignedLeb } from "./binary.ts";
import type { ValueType } from "./module.ts";

/** What instructions are written to: a `Code`. */
export interface InstructionSink {
  /** Adds the bytes of an instruction. */
  write(bytes: readonly number[]): void;
  /**
   * Leaves a constant that is not computed anew each time, given as the instruction that makes it.
   */
  constant(bytes: readonly number[]): void;
  /** Lends the number of a local for as long as `use` runs. It holds anything until it is set. */
  borrow(type: ValueType, use: (slot: number) => void): void;
}

/**
 * A value still to be computed: a tree of instructions that leaves one value on the stack. It is
 * computed each time that it is emitted, and reads locals and memory as they are then; a value for
 * several uses is bound to a local (`Code.bind`).
 */
export interface Expression<T extends ValueType = ValueType> {
  readonly type: T;
  emit(code: InstructionSink): void;
}

/** Types with floating-point arithmetic: `v128` is four float32. */
export type FloatType = "f32" | "f64" | "v128";

/** What a comparison gives: 1 or 0, or a mask of all ones or zeros for each lane. */
export type MaskOf<T extends ValueType> = T extends "v128" ? "v128" : "i32";

/** One of the four lanes of a `v128`. */
export type Lane = 0 | 1 | 2 | 3;

/** Which of eight lanes, of two values after each other, each lane of a result is. */
export type LanePick = Lane | 4 | 5 | 6 | 7;

type Address = Expression<"i32">;

/** An instruction whose operands are on the stack. */
export function instruction<T extends ValueType>(
  type: T,
  bytes: readonly number[],
  ...operands: readonly Expression[]
): Expression<T> {
  return {
    type,
    emit(code) {
      operands.forEach((operand) => operand.emit(code));
      code.write(bytes);
    },
  };
}

/** An instruction of the SIMD set. */
export function simd(opcode: number, ...immediates: readonly number[]): readonly number[] {
  return [0xfd, ...unsignedLeb(opcode), ...immediates];
}

/** A float32, rounded to the nearest. */
export function f32(value: number): Expression<"f32"> {
  return instruction("f32", [0x43, ...float32Bytes(value)]);
}

/** A float64. */
export function f64(value: number): Expression<"f64"> {
  return instruction("f64", [0x44, ...float64Bytes(value)]);
}

/** A 32-bit integer: its lowest 32 bits, so 2³² - 1 is -1. */
export function i32(value: number): Expression<"i32"> {
  return instruction("i32", [0x41, ...signedLeb(value)]);
}

/** The same float32 in each lane. */
export function v128OfF32(value: number): Expression<"v128"> {
  const lane = float32Bytes(value);
  return constantLanes([...lane, ...lane, ...lane, ...lane]);
}

/** The same 32-bit integer in each lane. */
export function v128OfI32(value: number): Expression<"v128"> {
  return v128OfLanes([value, value, value, value]);
}

/** Four 32-bit integers. */
export function v128OfLanes(
  lanes: readonly [number, number, number, number],
): Expression<"v128"> {
  return constantLanes(lanes.flatMap(int32Bytes));
}

function constantLanes(bytes: readonly number[]): Expression<"v128"> {
  return { type: "v128", emit: (code) => code.constant(simd(0x0c, ...bytes)) };
}

/** One value in each lane. */
export function splat(value: Expression<"f32"> | Expression<"i32">): Expression<"v128"> {
  return instruction("v128", simd(value.type === "f32" ? 0x13 : 0x11), value);
}

/** An instruction for each type that has it. */
type Opcodes<T extends ValueType> = Readonly<Record<T, readonly number[]>>;

function unary<T extends ValueType>(opcodes: Opcodes<T>) {
  return <U extends T>(x: Expression<U>): Expression<U> => instruction(x.type, opcodes[x.type], x);
}

function binary<T extends ValueType>(opcodes: Opcodes<T>) {
  return <U extends T>(a: Expression<U>, b: Expression<U>): Expression<U> =>
    instruction(a.type, opcodes[a.type], a, b);
}

function comparison<T extends ValueType>(opcodes: Opcodes<T>) {
  return <U extends T>(a: Expression<U>, b: Expression<U>): Expression<MaskOf<U>> =>
    // The condition of the type is that of the line: TypeScript does not decide it for a generic.
    instruction((a.type === "v128" ? "v128" : "i32") as MaskOf<U>, opcodes[a.type], a, b);
}

/** a + b: rounded once, or modulo 2³² on integers; lanes are float32. */
export const add = binary({ f32: [0x92], f64: [0xa0], i32: [0x6a], v128: simd(0xe4) });
/** a - b. */
export const sub = binary({ f32: [0x93], f64: [0xa1], i32: [0x6b], v128: simd(0xe5) });
/** a · b. */
export const mul = binary({ f32: [0x94], f64: [0xa2], i32: [0x6c], v128: simd(0xe6) });
/** a / b, as IEEE 754 has it: x / 0 is infinite, 0 / 0 NaN. */
export const div = binary<FloatType>({ f32: [0x95], f64: [0xa3], v128: simd(0xe7) });
/** The lesser: NaN where one of them is, and -0 is less than 0. */
export const min = binary<FloatType>({ f32: [0x96], f64: [0xa4], v128: simd(0xe8) });
/** The greater: NaN where one of them is, and -0 is less than 0. */
export const max = binary<FloatType>({ f32: [0x97], f64: [0xa5], v128: simd(0xe9) });
/** √x; NaN below zero, and -0 for -0. */
export const sqrt = unary<FloatType>({ f32: [0x91], f64: [0x9f], v128: simd(0xe3) });
/** x without its sign bit, also of NaN. */
export const abs = unary<FloatType>({ f32: [0x8b], f64: [0x99], v128: simd(0xe0) });
/** x with the other sign bit. */
export const neg = unary<FloatType>({ f32: [0x8c], f64: [0x9a], v128: simd(0xe1) });
/** ⌊x⌋. */
export const floor = unary<FloatType>({ f32: [0x8e], f64: [0x9c], v128: simd(0x68) });
/** The nearest whole number, the even one of two. */
export const nearestWhole = unary<FloatType>({ f32: [0x90], f64: [0x9e], v128: simd(0x6a) });

/** a < b; false where one is NaN; signed on integers. */
export const lt = comparison({ f32: [0x5d], f64: [0x63], i32: [0x48], v128: simd(0x43) });
/** a > b; false where one is NaN; signed on integers. */
export const gt = comparison({ f32: [0x5e], f64: [0x64], i32: [0x4a], v128: simd(0x44) });
/** a ≤ b; false where one is NaN; signed on integers. */
export const le = comparison({ f32: [0x5f], f64: [0x65], i32: [0x4c], v128: simd(0x45) });
/** a ≥ b; false where one is NaN; signed on integers. */
export const ge = comparison({ f32: [0x60], f64: [0x66], i32: [0x4e], v128: simd(0x46) });
/** a = b; false where one is NaN. */
export const eq = comparison({ f32: [0x5b], f64: [0x61], i32: [0x46], v128: simd(0x41) });
/** a ≠ b; true where one is NaN. */
export const ne = comparison({ f32: [0x5c], f64: [0x62], i32: [0x47], v128: simd(0x42) });

/** `a` where the condition is not 0, else `b`; both are computed. */
export function select<T extends ValueType>(
  condition: Expression<"i32">,
  a: Expression<T>,
  b: Expression<T>,
): Expression<T> {
  return instruction(a.type, [0x1b], a, b, condition);
}

/** The bits of `a` where the mask has ones, else those of `b`. */
export function bitselect(
  a: Expression<"v128">,
  b: Expression<"v128">,
  mask: Expression<"v128">,
): Expression<"v128"> {
  return instruction("v128", simd(0x52), a, b, mask);
}

/**
 * `b` where b < a, else `a`, so that a NaN of `a` stays. Cheap for lanes; a float32 operand is
 * computed twice.
 */
export function pmin<T extends "f32" | "v128">(a: Expression<T>, b: Expression<T>): Expression<T> {
  return a.type === "v128"
    ? instruction(a.type, simd(0xea), a, b)
    : instruction(a.type, [0x1b], b, a, lt(b, a));
}

/**
 * `b` where a < b, else `a`, so that a NaN of `a` stays. Cheap for lanes; a float32 operand is
 * computed twice.
 */
export function pmax<T extends "f32" | "v128">(a: Expression<T>, b: Expression<T>): Expression<T> {
  return a.type === "v128"
    ? instruction(a.type, simd(0xeb), a, b)
    : instruction(a.type, [0x1b], b, a, lt(a, b));
}

/** The number at an address and an offset, which need not be aligned. */
export function load<T extends ValueType>(
  type: T,
  address: Address,
  offset = 0,
): Expression<T> {
  const opcodes = { i32: [0x28], f32: [0x2a], f64: [0x2b], v128: simd(0x00) };
  return instruction(type, [...opcodes[type], ...place(offset, type === "f64" ? 3 : 2)], address);
}

/** Four lanes. */
export function loadV128(address: Address, offset = 0): Expression<"v128"> {
  return load("v128", address, offset);
}

/** A 32-bit integer. */
export function loadI32(address: Address, offset = 0): Expression<"i32"> {
  return load("i32", address, offset);
}

/** A byte, as 0..255. */
export function load8u(address: Address, offset = 0): Expression<"i32"> {
  return instruction("i32", [0x2d, ...place(offset, 0)], address);
}

/** One 32-bit number in each lane. */
export function loadSplat(address: Address, offset = 0): Expression<"v128"> {
  return instruction("v128", simd(0x09, ...place(offset, 2)), address);
}

/**
 * Offset and alignment, as 2 to the power of it, of an access. The alignment is a hint and changes
 * nothing.
 */
export function place(offset: number, alignment: number): readonly number[] {
  return [alignment, ...unsignedLeb(offset)];
}

/** The float32 of a lane. */
export function extractLane(lanes: Expression<"v128">, lane: Lane): Expression<"f32"> {
  return instruction("f32", simd(0x1f, lane), lanes);
}

/** The integer of a lane. */
export function extractI32Lane(lanes: Expression<"v128">, lane: Lane): Expression<"i32"> {
  return instruction("i32", simd(0x1b, lane), lanes);
}

/** The lanes with another float32 in one of them. */
export function replaceLane(
  lanes: Expression<"v128">,
  { lane, value }: { readonly lane: Lane; readonly value: Expression<"f32"> },
): Expression<"v128"> {
  return instruction("v128", simd(0x20, lane), lanes, value);
}

/** Lanes of two values: 0 to 3 are those of `a`, 4 to 7 those of `b`. */
export function shuffle(
  { a, b }: { readonly a: Expression<"v128">; readonly b: Expression<"v128"> },
  picks: readonly [LanePick, LanePick, LanePick, LanePick],
): Expression<"v128"> {
  const bytes = picks.flatMap((pick) => [0, 1, 2, 3].map((byte) => 4 * pick + byte));
  return instruction("v128", simd(0x0d, ...bytes), a, b);
}

/** (x₀ + x₂) + (x₁ + x₃): the sum of the lanes, always in this order. */
export function sumLanes(lanes: Expression<"v128">): Expression<"f32"> {
  return foldLanes(lanes, add);
}

/** The greatest lane, NaN where one of them is. */
export function maxLanes(lanes: Expression<"v128">): Expression<"f32"> {
  return foldLanes(lanes, max);
}

/** The upper half onto the lower, then the second lane onto the first. */
function foldLanes(
  lanes: Expression<"v128">,
  combine: <T extends "f32" | "v128">(a: Expression<T>, b: Expression<T>) => Expression<T>,
): Expression<"f32"> {
  return {
    type: "f32",
    emit: (code) =>
      code.borrow("v128", (slot) => {
        const [kept, again] = [held(slot), stacked(lanes, slot)];
        const halves = combine(again, shuffle({ a: kept, b: kept }, [2, 3, 2, 3]));
        combine(extractLane(stacked(halves, slot), 0), extractLane(kept, 1)).emit(code);
      }),
  };
}

/** Lanes that a local holds. */
function held(slot: number): Expression<"v128"> {
  return instruction("v128", [0x20, ...unsignedLeb(slot)]);
}

/** A value that a local holds from then on. */
function stacked(lanes: Expression<"v128">, slot: number): Expression<"v128"> {
  return instruction("v128", [0x22, ...unsignedLeb(slot)], lanes);
}
