import { type NumpyArray, shaped } from "./numpy_array.ts";
import { PickleMachine } from "./pickle_machine.ts";

/**
 * What a pickle of plain data holds: nothing, numbers, texts, bytes, lists and tuples, dicts, and arrays
 * of NumPy.
 */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Pickled[]
  | ReadonlyMap<Pickled, Pickled>
  | PickledArray;

/** An array of Python objects, row-major. */
export interface ObjectArray {
  readonly kind: "objects";
  readonly shape: readonly number[];
  readonly items: readonly Pickled[];
}

/** An array of NumPy. */
export class PickledArray {
  constructor(readonly array: NumpyArray | ObjectArray) {}
}

/**
 * Reads a pickle, protocols 2 to 5, without running anything: it can build plain data and arrays of NumPy, and
 * whatever else it asks for is refused.
 * @throws {RangeError} With the reason in plain words.
 * @see CPython, Lib/pickletools.py, for the opcodes; NumPy, `ndarray.__reduce__` and `__setstate__`.
 */
export function readPickle(bytes: Uint8Array): Pickled {
  try {
    return plain(new PickleMachine<Item>(bytes).run(stepOf), new Map());
  } catch (error) {
    if (error instanceof PickleError) throw new RangeError(error.message);
    // A place outside of the bytes.
    if (error instanceof RangeError) throw new RangeError("its pickle is cut off or damaged");
    throw error;
  }
}

class PickleError extends Error {}

/** Something of NumPy on its way to an array. */
class Named {
  constructor(readonly name: string) {}
}
class Dtype {
  order = "|";
  constructor(readonly kind: string) {}

  get descr(): string {
    return (this.order === "|" ? "|" : this.order) + this.kind;
  }
}
class RawArray {
  array?: PickledArray;
}
type Item = Pickled | Named | Dtype | RawArray | Item[] | Map<Item, Item>;

/** What may be asked for, by the names that it has had. */
const globals: Readonly<Record<string, string>> = {
  "numpy.core.multiarray._reconstruct": "reconstruct",
  "numpy._core.multiarray._reconstruct": "reconstruct",
  "numpy.core.multiarray.scalar": "scalar",
  "numpy._core.multiarray.scalar": "scalar",
  "numpy.core.numeric._frombuffer": "frombuffer",
  "numpy._core.numeric._frombuffer": "frombuffer",
  "numpy.ndarray": "ndarray",
  "numpy.dtype": "dtype",
  "_codecs.encode": "encode",
};

type Machine = PickleMachine<Item>;
type Step = (machine: Machine) => void;

const opcodes: Readonly<Record<number, Step>> = {
  0x80: (m) => void m.uint(1), // PROTO
  0x95: (m) => void m.uint(8), // FRAME
  0x28: (m) => m.mark(), // MARK
  0x30: (m) => void m.pop(), // POP
  0x31: (m) => void m.popMarked(), // POP_MARK
  0x4e: (m) => m.push(null), // NONE
  0x88: (m) => m.push(true), // NEWTRUE
  0x89: (m) => m.push(false), // NEWFALSE
  0x4b: (m) => m.push(m.uint(1)), // BININT1
  0x4d: (m) => m.push(m.uint(2)), // BININT2
  0x4a: (m) => m.push(m.int32()), // BININT
  0x8a: (m) => m.push(m.long(m.uint(1))), // LONG1
  0x8b: (m) => m.push(m.long(m.uint(4))), // LONG4
  0x47: (m) => m.push(m.float64()), // BINFLOAT
  0x8c: (m) => m.push(m.text(m.uint(1))), // SHORT_BINUNICODE
  0x58: (m) => m.push(m.text(m.uint(4))), // BINUNICODE
  0x8d: (m) => m.push(m.text(m.uint(8))), // BINUNICODE8
  0x55: (m) => m.push(latin1(m.take(m.uint(1)))), // SHORT_BINSTRING, of Python 2
  0x54: (m) => m.push(latin1(m.take(m.uint(4)))), // BINSTRING, likewise
  0x43: (m) => m.push(m.take(m.uint(1))), // SHORT_BINBYTES
  0x42: (m) => m.push(m.take(m.uint(4))), // BINBYTES
  0x8e: (m) => m.push(m.take(m.uint(8))), // BINBYTES8
  0x96: (m) => m.push(m.take(m.uint(8))), // BYTEARRAY8
  0x5d: (m) => m.push([]), // EMPTY_LIST
  0x29: (m) => m.push([]), // EMPTY_TUPLE
  0x7d: (m) => m.push(new Map()), // EMPTY_DICT
  0x61: (m) => append(m, [m.pop()]), // APPEND
  0x65: (m) => append(m, m.popMarked()), // APPENDS
  0x74: (m) => m.push(m.popMarked()), // TUPLE
  0x85: (m) => m.push(popped(m, 1)), // TUPLE1
  0x86: (m) => m.push(popped(m, 2)), // TUPLE2
  0x87: (m) => m.push(popped(m, 3)), // TUPLE3
  0x73: (m) => setItems(m, popped(m, 2)), // SETITEM
  0x75: (m) => setItems(m, m.popMarked()), // SETITEMS
  0x71: (m) => m.memoize(m.uint(1)), // BINPUT
  0x72: (m) => m.memoize(m.uint(4)), // LONG_BINPUT
  0x94: (m) => m.memoizeNext(), // MEMOIZE
  0x68: (m) => m.recall(m.uint(1)), // BINGET
  0x6a: (m) => m.recall(m.uint(4)), // LONG_BINGET
  0x63: (m) => m.push(named(m.line(), m.line())), // GLOBAL
  0x93: (m) => {
    const [module, name] = popped(m, 2); // STACK_GLOBAL
    m.push(named(String(module), String(name)));
  },
  0x52: (m) => {
    const [callee, args] = popped(m, 2); // REDUCE
    m.push(called(callee, args));
  },
  0x62: (m) => {
    const state = m.pop(); // BUILD
    setState(m.top(), state);
  },
};

function stepOf(code: number): Step {
  const step = opcodes[code];
  if (step) return step;
  throw new PickleError(`its pickle uses the operation 0x${code.toString(16)}`);
}

function popped(machine: Machine, count: number): Item[] {
  return Array.from({ length: count }, () => machine.pop()).reverse();
}

function append(machine: Machine, items: readonly Item[]): void {
  const list = machine.top();
  if (!Array.isArray(list)) throw new RangeError();
  for (const item of items) list.push(item);
}

function setItems(machine: Machine, items: readonly Item[]): void {
  const dict = machine.top();
  if (!(dict instanceof Map)) throw new RangeError();
  for (let at = 0; at + 1 < items.length; at += 2) dict.set(items[at], items[at + 1]);
}

function named(module: string, name: string): Named {
  const known = globals[`${module}.${name}`];
  if (!known) {
    throw new PickleError(
      `its pickle asks for ${module}.${name}, and only arrays of numbers, ` +
        "texts, lists and dicts are read from one",
    );
  }
  return new Named(known);
}

function called(callee: Item | undefined, args: Item | undefined): Item {
  if (!(callee instanceof Named) || !Array.isArray(args)) throw new RangeError();
  const [first, second, third, order] = args;
  switch (callee.name) {
    case "reconstruct":
      return new RawArray();
    case "dtype":
      return new Dtype(String(first));
    case "encode":
      return Uint8Array.from(String(first), (letter) => letter.charCodeAt(0));
    case "scalar": {
      const { array } = arrayOf(first, { shape: [], isColumnMajor: false, data: second });
      return itemsOf(array)[0];
    }
    case "frombuffer":
      return arrayOf(second, { shape: sizes(third), isColumnMajor: order === "F", data: first });
    default:
      throw new RangeError();
  }
}

function setState(item: Item, state: Item): void {
  if (!Array.isArray(state)) throw new RangeError();
  if (item instanceof Dtype) item.order = String(state[1]);
  else if (item instanceof RawArray) {
    const [, shape, dtype, isColumnMajor, data] = state;
    item.array = arrayOf(dtype, {
      shape: sizes(shape),
      isColumnMajor: isColumnMajor === true,
      data,
    });
  } else throw new RangeError();
}

function arrayOf(
  dtype: Item | undefined,
  { shape, isColumnMajor, data }: {
    readonly shape: readonly number[];
    readonly isColumnMajor: boolean;
    readonly data: Item | undefined;
  },
): PickledArray {
  if (!(dtype instanceof Dtype)) throw new RangeError();
  if (Array.isArray(data)) {
    const done = new Map<Item, Pickled>();
    const items = data.map((each) => plain(each, done));
    return new PickledArray({ kind: "objects", shape, items });
  }
  if (!(data instanceof Uint8Array)) throw new RangeError();
  try {
    return new PickledArray(shaped(dtype.descr, { shape, isColumnMajor, bytes: data }));
  } catch (error) {
    // Already in plain words.
    if (error instanceof RangeError) throw new PickleError(error.message);
    throw error;
  }
}

function sizes(shape: Item | undefined): readonly number[] {
  if (!Array.isArray(shape)) throw new RangeError();
  return shape.map((size) => {
    if (typeof size !== "number" || !(size >= 0)) throw new RangeError();
    return size;
  });
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** The elements of an array, one by one. */
export function itemsOf(array: NumpyArray | ObjectArray): readonly Pickled[] {
  switch (array.kind) {
    case "numbers":
      return [...array.data];
    case "texts":
      return array.texts;
    case "objects":
      return array.items;
  }
}

/**
 * What was built, once it is done.
 * @param done What was already: the same list may stand in many places, and in itself.
 */
function plain(item: Item, done: Map<Item, Pickled>): Pickled {
  const known = done.get(item);
  if (known !== undefined) return known;
  const made = plainAnew(item, done);
  done.set(item, made);
  return made;
}

function plainAnew(item: Item, done: Map<Item, Pickled>): Pickled {
  if (item instanceof RawArray && item.array) return item.array;
  if (Array.isArray(item)) return item.map((each) => plain(each, done));
  if (item instanceof Map) {
    return new Map([...item].map(([key, value]) => [plain(key, done), plain(value, done)]));
  }
  if (item instanceof Named || item instanceof Dtype || item instanceof RawArray) {
    throw new RangeError();
  }
  return item;
}
