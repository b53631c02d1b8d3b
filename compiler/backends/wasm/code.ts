import { InternalError } from "../../../dsl/text/diagnostic.ts";
import { unsignedLeb } from "./binary.ts";
import {
  add,
  type Expression,
  ge,
  i32,
  instruction,
  type InstructionSink,
  ne,
  place,
  simd,
} from "./expression.ts";
import type { ValueType, WasmFunction } from "./module.ts";

/** A variable of a function. As an expression it is the value that it has then. */
export interface Local<T extends ValueType = ValueType> extends Expression<T> {
  /**
   * Its number among the locals; none where the value is known while compiling, and cannot be set.
   */
  readonly slot?: number;
}

/** A loop whose number of rounds is known. */
export interface LoopRange {
  /** The index of the first round: 0 unless given. */
  readonly from?: number;
  /** How many rounds. */
  readonly count: number;
  /** From one index to the next: 1 unless given. */
  readonly step?: number;
}

type Address = Expression<"i32">;

const opcodes = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  call: 0x10,
  get: 0x20,
  set: 0x21,
};
const noResult = 0x40;

/**
 * Collects the body of a function. A local ends with the body of the loop or condition that it is
 * made in; its place is then used by others of its type.
 */
export class Code implements InstructionSink {
  readonly #bytes: number[] = [];
  /** What sets the constants, before everything else. */
  readonly #start: number[] = [];
  readonly #constants = new Map<string, number>();
  readonly #types: ValueType[];
  readonly #parameters: readonly ValueType[];
  readonly #free = new Map<ValueType, number[]>();
  /** The locals that end with each body that is open. */
  readonly #open: Local[][] = [[]];
  readonly #live = new Set<Local>();

  /** @param parameters The types of what the function is called with. */
  constructor(parameters: readonly ValueType[] = []) {
    this.#parameters = parameters;
    this.#types = [...parameters];
  }

  /** What the function is called with at a place. */
  parameter<T extends ValueType>(type: T, at: number): Local<T> {
    if (this.#parameters[at] !== type) throw new InternalError(`Parameter ${at} is no ${type}`);
    return this.#owned(type, at);
  }

  /** A variable of its own until the body that is open ends. It holds anything until it is set. */
  local<T extends ValueType>(type: T): Local<T> {
    const local = this.#owned(type, this.#take(type));
    // There is always the body of the function.
    this.#open.at(-1)!.push(local);
    return local;
  }

  /** A local that holds what an expression gives now: for a value with several uses. */
  bind<T extends ValueType>(value: Expression<T>): Local<T> {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }

  /** The value of a local. */
  get<T extends ValueType>(local: Local<T>): Expression<T> {
    return local;
  }

  /** Gives a local another value. */
  set<T extends ValueType>(local: Local<T>, value: Expression<T>): void {
    value.emit(this);
    this.write([opcodes.set, ...unsignedLeb(this.#slotOf(local))]);
  }

  /** Writes a number into the memory. */
  store<T extends ValueType>(
    type: T,
    address: Address,
    value: Expression<T>,
    offset = 0,
  ): void {
    const stores = { i32: [0x36], f32: [0x38], f64: [0x39], v128: simd(0x0b) };
    this.#store([...stores[type], ...place(offset, type === "f64" ? 3 : 2)], address, value);
  }

  /** Writes four lanes. */
  storeV128(address: Address, value: Expression<"v128">, offset = 0): void {
    this.store("v128", address, value, offset);
  }

  /** Writes a 32-bit integer. */
  storeI32(address: Address, value: Expression<"i32">, offset = 0): void {
    this.store("i32", address, value, offset);
  }

  /** Writes the lowest byte of an integer. */
  store8(address: Address, value: Expression<"i32">, offset = 0): void {
    this.#store([0x3a, ...place(offset, 0)], address, value);
  }

  /**
   * A body for each index. None is written for no round, and for one round only the body, with an
   * index that is known.
   */
  loop({ from = 0, count, step = 1 }: LoopRange, body: (index: Local<"i32">) => void): void {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`A loop of ${count} rounds`);
    if (count === 0) return;
    this.#within(() => {
      if (count === 1) return body(i32(from));
      const index = this.bind(i32(from));
      this.write([opcodes.loop, noResult]);
      this.#within(() => body(index));
      this.set(index, add(index, i32(step)));
      ne(index, i32(from + count * step)).emit(this);
      this.write([opcodes.branchIf, 0, opcodes.end]);
    });
  }

  /**
   * The body again and again while a local is less than a number, signed; the body has to change
   * one of them.
   */
  whileLess(local: Local<"i32">, end: Expression<"i32">, body: () => void): void {
    this.write([opcodes.block, noResult, opcodes.loop, noResult]);
    ge(local, end).emit(this);
    this.write([opcodes.branchIf, 1]);
    this.#within(body);
    this.write([opcodes.branch, 0, opcodes.end, opcodes.end]);
  }

  /** One body where a condition is not 0, and another where it is. */
  ifThen(condition: Expression<"i32">, body: () => void, otherwise?: () => void): void {
    condition.emit(this);
    this.write([opcodes.if, noResult]);
    this.#within(body);
    if (otherwise) {
      this.write([opcodes.else]);
      this.#within(otherwise);
    }
    this.write([opcodes.end]);
  }

  /** Calls a function without result, by its place in the module. */
  call(functionIndex: number, args: readonly Expression[] = []): void {
    args.forEach((each) => each.emit(this));
    this.write([opcodes.call, ...unsignedLeb(functionIndex)]);
  }

  /** Sets so many bytes from an address on to zero. */
  clear(address: Address, byteCount: Expression<"i32">): void {
    [address, i32(0), byteCount].forEach((each) => each.emit(this));
    this.write([0xfc, 0x0b, 0]);
  }

  /** Copies so many bytes; the two places may overlap. */
  copy(places: { readonly from: Address; readonly to: Address }, byteCount: Address): void {
    [places.to, places.from, byteCount].forEach((each) => each.emit(this));
    this.write([0xfc, 0x0a, 0, 0]);
  }

  /** Ends the program: the caller gets a `WebAssembly.RuntimeError`. */
  trap(): void {
    this.write([0x00]);
  }

  /** Leaves a value as the next of the results. */
  give(value: Expression): void {
    value.emit(this);
  }

  /** @inheritdoc */
  write(bytes: readonly number[]): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  /**
   * V8 makes a constant of four lanes anew wherever it stands, also in a loop: it is made once, at
   * the start of the function, and kept in a local.
   */
  constant(bytes: readonly number[]): void {
    const key = bytes.join();
    const slot = this.#constants.get(key) ?? this.#addConstant(key, bytes);
    this.write([opcodes.get, ...unsignedLeb(slot)]);
  }

  /** @inheritdoc */
  borrow(type: ValueType, use: (slot: number) => void): void {
    const slot = this.#take(type);
    use(slot);
    this.#giveBack(type, slot);
  }

  /** The function, once its body is complete. */
  toFunction(
    ends: Pick<WasmFunction, "name" | "isExported"> & { readonly results?: readonly ValueType[] },
  ): WasmFunction {
    const { name, isExported, results = [] } = ends;
    const { locals, code } = this;
    return { name, parameters: this.#parameters, results, locals, code, isExported };
  }

  /** The types of the locals besides the parameters. */
  get locals(): readonly ValueType[] {
    return this.#types.slice(this.#parameters.length);
  }

  /** The instructions so far. */
  get code(): Uint8Array {
    return Uint8Array.from([...this.#start, ...this.#bytes]);
  }

  #addConstant(key: string, bytes: readonly number[]): number {
    // A slot that was given back does not do: what had it before would overwrite the constant.
    const slot = this.#types.push("v128") - 1;
    this.#start.push(...bytes, opcodes.set, ...unsignedLeb(slot));
    this.#constants.set(key, slot);
    return slot;
  }

  #store(opcode: readonly number[], address: Address, value: Expression): void {
    address.emit(this);
    value.emit(this);
    this.write(opcode);
  }

  #owned<T extends ValueType>(type: T, slot: number): Local<T> {
    const read = instruction(type, [opcodes.get, ...unsignedLeb(slot)]);
    const local: Local<T> = {
      type,
      slot,
      emit: (code) => {
        this.#slotOf(local);
        read.emit(code);
      },
    };
    this.#live.add(local);
    return local;
  }

  #slotOf(local: Local): number {
    if (local.slot === undefined) throw new InternalError("A number that is known is set");
    if (!this.#live.has(local)) {
      throw new InternalError("A local is used where it has ended, or in another function");
    }
    return local.slot;
  }

  #take(type: ValueType): number {
    return this.#free.get(type)?.pop() ?? this.#types.push(type) - 1;
  }

  #giveBack(type: ValueType, slot: number): void {
    this.#free.set(type, [...this.#free.get(type) ?? [], slot]);
  }

  /** What is made within ends with it. */
  #within(body: () => void): void {
    const made: Local[] = [];
    this.#open.push(made);
    body();
    this.#open.pop();
    for (const local of made) {
      this.#giveBack(local.type, this.#slotOf(local));
      this.#live.delete(local);
    }
  }
}
