import { InternalError } from "../../../dsl/text/diagnostic.ts";
import type { OpKind } from "../../ir/op_set.ts";
import { isOpCall, type OpCall, type Value } from "../../ir/value.ts";
import { type Buffers, elementBytes, knownSizes } from "./buffers.ts";
import type { Code } from "./code.ts";
import {
  add,
  bitselect,
  type Expression,
  f32,
  i32,
  instruction,
  load,
  loadI32,
  loadSplat,
  loadV128,
  type MaskOf,
  mul,
  select,
  simd,
  v128OfF32,
  v128OfI32,
} from "./expression.ts";
import { and, eqInteger } from "./integers.ts";
import { nestOver, type Turn } from "./nest.ts";
import { comparisons, type FloatLanes, type Pointwise, pointwise } from "./pointwise.ts";

/** What the lowering of a call writes to and reads from. */
export interface WasmContext {
  readonly code: Code;
  readonly buffers: Buffers;
  /** Whether a value is computed where it is read, and lies nowhere. */
  isInline(value: Value): boolean;
}

/** Ops that are computed element by element. */
const elementwiseKinds: ReadonlySet<string> = new Set([
  ...Object.keys(pointwise),
  ...Object.keys(comparisons),
  ...["cast", "where"],
]);

/** Whether an op is computed element by element. */
export function isElementwise(value: Value): value is OpCall {
  return isOpCall(value) && elementwiseKinds.has(value.kind);
}

/** Four lanes. */
const width = 4;

/** Computes a value element by element, with what is inline in it, four at once where they lie side by side. */
export function lowerElementwise(root: OpCall, context: WasmContext): void {
  const { code, buffers } = context;
  const leaves = leavesOf(root, context);
  const shape = knownSizes(root.type);
  const turns = nestOver(shape, leaves.map(({ type }) => knownSizes(type)));
  const to = buffers.of(root);
  overTurns(code, { turns, operands: 1 + leaves.length }, (addresses, inner) => {
    const [address, ...from] = addresses;
    const places = new Map(leaves.map((leaf, at) => [leaf, from[at]]));
    const strides = new Map(leaves.map((leaf, at) => [leaf, inner.strides[at + 1]]));
    // What lies innermost in a tensor lies side by side there, or is one number.
    const isVector = root.type.dtype !== "int32" && inner.size >= width;
    const wide = isVector ? inner.size - inner.size % width : 0;
    const write = (lanes: FloatLanes, index: Expression<"i32">) => {
      const reader = new Reader(lanes, { context, places, strides, index });
      reader.store(root, add(address, index), to);
    };
    code.loop({ count: wide / width, step: width * elementBytes }, (index) => write("v128", index));
    code.loop(
      { from: wide * elementBytes, count: inner.size - wide, step: elementBytes },
      (index) => write("f32", index),
    );
  });
}

/** What an inline value reads that lies somewhere, or is known. */
function leavesOf(root: OpCall, { isInline }: WasmContext): readonly Value[] {
  const found = new Set<Value>();
  const visit = (value: Value) => {
    const inputs: readonly Value[] = value.inputs;
    for (const each of inputs) isInline(each) ? visit(each) : found.add(each);
  };
  visit(root);
  return [...found];
}

interface Nest {
  readonly turns: readonly Turn[];
  /** How many tensors: the output and the inputs. */
  readonly operands: number;
}

/**
 * The outer loops around the innermost, which is left to `body`. @param body Told the address in bytes at which each
 * operand begins there, besides that of its buffer.
 */
function overTurns(
  code: Code,
  { turns, operands }: Nest,
  body: (addresses: readonly Expression<"i32">[], inner: Turn) => void,
): void {
  const one = { size: 1, strides: new Array<number>(operands).fill(0) };
  const [inner = one, ...outer] = turns.toReversed();
  const nest = (rest: readonly Turn[], addresses: readonly Expression<"i32">[]): void => {
    const [turn, ...others] = rest;
    if (!turn) return body(addresses, inner);
    code.loop({ count: turn.size }, (index) => {
      const next = addresses.map((address, at) =>
        turn.strides[at] === 0
          ? address
          : code.bind(add(address, mul(index, i32(turn.strides[at] * elementBytes))))
      );
      nest(others, next);
    });
  };
  nest(outer.toReversed(), new Array<Expression<"i32">>(operands).fill(i32(0)));
}

interface Reading {
  readonly context: WasmContext;
  readonly places: ReadonlyMap<Value, Expression<"i32">>;
  readonly strides: ReadonlyMap<Value, number>;
  /** Of the innermost loop, in bytes. */
  readonly index: Expression<"i32">;
}

/** Reads and computes elements: one, or four at once. */
class Reader<T extends FloatLanes> {
  readonly #lanes: T;
  readonly #reading: Reading;

  constructor(lanes: T, reading: Reading) {
    this.#lanes = lanes;
    this.#reading = reading;
  }

  /** Computes elements and writes them. */
  store(root: OpCall, address: Expression<"i32">, base: number): void {
    const { context: { code } } = this.#reading;
    if (root.type.dtype === "float32") {
      const value: Expression<FloatLanes> = this.number(root);
      return code.store(value.type, address, value, base);
    }
    if (this.#lanes === "f32") return code.storeI32(address, this.integer(root), base);
    code.storeV128(address, and(this.#vector(this.mask(root)), v128OfI32(1)), base);
  }

  /** Elements of a float32 value. */
  number(value: Value): Expression<T> {
    if (!this.#isComputed(value)) return this.#loaded(value);
    if (value.kind === "where") {
      const [condition, yes, no] = value.inputs;
      return this.#choose(this.mask(condition), this.number(yes), this.number(no));
    }
    if (value.kind === "cast") return this.#cast(value);
    const inputs = value.inputs.map((each) => this.number(each));
    const { code } = this.#reading.context;
    return this.#meaning(value)(inputs, { code, attributes: value.attributes });
  }

  /** Whether something holds of elements. */
  mask(value: Value): Expression<MaskOf<T>> {
    if (!this.#isComputed(value)) {
      const bits: Expression = this.#lanes === "f32"
        ? this.integer(value)
        : ne32(this.#bits(value) as Expression<"v128">);
      return bits as Expression<MaskOf<T>>;
    }
    if (value.kind !== "equal" && value.kind !== "greater") {
      throw new InternalError(`${value.kind} is no mask`);
    }
    const [a, b] = value.inputs;
    if (a.type.dtype === "float32") return comparisons[value.kind](this.number(a), this.number(b));
    const [one, other] = [a, b].map((each) => this.#bits(each));
    return eqInteger(one, other) as Expression<MaskOf<T>>;
  }

  /** Elements that are whole numbers, or 1 and 0; one at a time. */
  integer(value: Value): Expression<"i32"> {
    if (!this.#isComputed(value)) return this.#bits(value) as Expression<"i32">;
    if (value.kind === "cast") {
      const [x] = value.inputs;
      if (x.type.dtype !== "float32") return this.integer(x);
      // Towards zero; what is no number is 0.
      const number: Expression = this.number(x);
      return instruction("i32", [0xfc, 0x00], number);
    }
    return this.mask(value) as Expression<"i32">;
  }

  #isComputed(value: Value): value is OpCall {
    return isOpCall(value) && !this.#reading.places.has(value);
  }

  #meaning<K extends OpKind>(call: OpCall<K>): Pointwise<K> {
    const table: { readonly [L in OpKind]?: Pointwise<L> } = pointwise;
    const found = table[call.kind];
    if (!found) throw new InternalError(`${call.kind} is not computed element by element`);
    return found as Pointwise<K>;
  }

  #cast(call: OpCall<"cast">): Expression<T> {
    const [x] = call.inputs;
    if (x.type.dtype === "bool") {
      return this.#choose(this.mask(x), this.#constant(1), this.#constant(0));
    }
    if (x.type.dtype === "float32") return this.number(x);
    const bits: Expression = this.#bits(x);
    // Pixels, classes and counts are exact in float32.
    const convert = this.#lanes === "f32" ? [0xb2] : simd(0xfa);
    return instruction(this.#lanes, convert, bits);
  }

  #choose(mask: Expression<MaskOf<T>>, yes: Expression<T>, no: Expression<T>): Expression<T> {
    return mask.type === "i32" ? select(mask as Expression<"i32">, yes, no) : bitselect(
      this.#vector(yes),
      this.#vector(no),
      this.#vector(mask),
    ) as Expression as Expression<T>;
  }

  /** An expression that is known to be of four lanes. */
  #vector(expression: Expression): Expression<"v128"> {
    if (expression.type !== "v128") throw new InternalError("Four lanes are expected");
    return expression as Expression<"v128">;
  }

  #constant(number: number): Expression<T> {
    const value: Expression = this.#lanes === "f32" ? f32(number) : v128OfF32(number);
    return value as Expression<T>;
  }

  #loaded(value: Value): Expression<T> {
    if (value.kind === "constant" && countsOne(value)) {
      return this.#constant(Number(value.tensor.data[0]));
    }
    const { address, base, stride } = this.#placeOf(value);
    const read: Expression = this.#lanes === "f32"
      ? load("f32", address, base)
      : stride === 0
      ? loadSplat(address, base)
      : loadV128(address, base);
    return read as Expression<T>;
  }

  /** The bits of elements that are no float32. */
  #bits(value: Value): Expression<"i32" | "v128"> {
    const { address, base, stride } = this.#placeOf(value);
    if (this.#lanes === "f32") return loadI32(address, base);
    return stride === 0 ? loadSplat(address, base) : loadV128(address, base);
  }

  #placeOf(value: Value) {
    const { context: { buffers }, places, strides, index } = this.#reading;
    const begin = places.get(value);
    if (!begin) throw new InternalError(`A ${value.kind} is read that lies nowhere`);
    const stride = strides.get(value) ?? 0;
    return { address: stride === 0 ? begin : add(begin, index), base: buffers.of(value), stride };
  }
}

function countsOne({ type: { shape } }: Value): boolean {
  return shape.every((dim) => dim === 1);
}

/** All ones where a lane is not 0. */
function ne32(lanes: Expression<"v128">): Expression<"v128"> {
  const isZero = eqInteger(lanes, v128OfI32(0));
  return bitselect(v128OfI32(0), v128OfI32(-1), isZero);
}
