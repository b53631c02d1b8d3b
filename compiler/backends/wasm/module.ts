import { bytesInOrder, signedLeb, unsignedLeb } from "./binary.ts";

/** What a local or an expression holds; `v128` is four lanes of 32 bits. */
export type ValueType = "i32" | "f32" | "f64" | "v128";

/** A function as a module has it. */
export interface WasmFunction {
  /** What it is exported as, and how a profiler calls it. */
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  /** Those besides the parameters, which they follow in number. */
  readonly locals: readonly ValueType[];
  /** The instructions of its body, without the `end` that closes it. */
  readonly code: Uint8Array | readonly number[];
  readonly isExported?: boolean;
}

/**
 * A module that works on a memory of its caller. Functions call each other by their place in it.
 */
export interface WasmModule {
  /** A page has 64 KiB. */
  readonly memory: {
    readonly import: readonly [module: string, name: string];
    readonly minPages: number;
    readonly maxPages?: number;
  };
  readonly functions: readonly WasmFunction[];
  /** Bytes that an instance writes into the memory when it is made. */
  readonly data?: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

type Bytes = Uint8Array | readonly number[];

const typeCodes: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

const sections = { custom: 0, type: 1, import: 2, function: 3, export: 7, code: 10, data: 11 };

/** "\0asm" and the version of the format. */
const preamble = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/**
 * A module as a file: equal modules give equal bytes.
 * @see "WebAssembly Core Specification", version 2.0, Binary Format.
 */
export function encodeModule(
  { memory, functions, data = [] }: WasmModule,
): Uint8Array<ArrayBuffer> {
  const signatures = functions.map(signatureOf);
  const types = new Map(signatures.map((bytes) => [bytes.join(), bytes]));
  const typeKeys = [...types.keys()];
  const exported = functions.flatMap((each, at) => each.isExported ? [exportOf(each, at)] : []);
  return bytesInOrder([
    preamble,
    section("type", [...types.values()]),
    section("import", [memoryImport(memory)]),
    section("function", signatures.map((each) => unsignedLeb(typeKeys.indexOf(each.join())))),
    section("export", exported),
    section("code", functions.map(bodyOf)),
    ...data.length > 0 ? [section("data", data.map(segmentOf))] : [],
    nameSection(functions),
  ]);
}

function signatureOf({ parameters, results }: WasmFunction): readonly number[] {
  return [0x60, ...typeList(parameters), ...typeList(results)];
}

function typeList(types: readonly ValueType[]): readonly number[] {
  return [...unsignedLeb(types.length), ...types.map((type) => typeCodes[type])];
}

function memoryImport({ import: [module, name], minPages, maxPages }: WasmModule["memory"]): Bytes {
  const limits = maxPages === undefined
    ? [0, ...unsignedLeb(minPages)]
    : [1, ...unsignedLeb(minPages), ...unsignedLeb(maxPages)];
  return bytesInOrder([nameBytes(module), nameBytes(name), [2], limits]);
}

function exportOf({ name }: WasmFunction, at: number): Bytes {
  return bytesInOrder([nameBytes(name), [0], unsignedLeb(at)]);
}

function bodyOf({ locals, code }: WasmFunction): Bytes {
  return sized(bytesInOrder([listOf(runsOf(locals)), code, [0x0b]]));
}

/** Neighbours of one type are declared together. */
function runsOf(locals: readonly ValueType[]): readonly Bytes[] {
  const runs: { readonly type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  return runs.map(({ type, count }) => [...unsignedLeb(count), typeCodes[type]]);
}

/** An active segment of memory 0, at `i32.const offset`. */
function segmentOf({ offset, bytes }: { offset: number; bytes: Uint8Array }): Bytes {
  return bytesInOrder([[0, 0x41], signedLeb(offset), [0x0b], sized(bytes)]);
}

/** What profilers and stack traces call the functions; it means nothing to the code. */
function nameSection(functions: readonly WasmFunction[]): Bytes {
  const names = functions.map(({ name }, at) => bytesInOrder([unsignedLeb(at), nameBytes(name)]));
  const functionNames = [[1], sized(listOf(names))];
  return bytesInOrder([
    [sections.custom],
    sized(bytesInOrder([nameBytes("name"), ...functionNames])),
  ]);
}

function section(name: keyof typeof sections, entries: readonly Bytes[]): Bytes {
  return bytesInOrder([[sections[name]], sized(listOf(entries))]);
}

function listOf(entries: readonly Bytes[]): Bytes {
  return bytesInOrder([unsignedLeb(entries.length), ...entries]);
}

function nameBytes(name: string): Bytes {
  return sized(new TextEncoder().encode(name));
}

function sized(bytes: Bytes): Bytes {
  return bytesInOrder([unsignedLeb(bytes.length), bytes]);
}
