import { InternalError } from "../../../dsl/text/diagnostic.ts";
import type { OpKind } from "../../ir/op_set.ts";
import { countOf } from "../../ir/tensor.ts";
import {
  type Constant,
  type Input,
  isOpCall,
  type OpCall,
  topologicalOrder,
  type Value,
} from "../../ir/value.ts";
import { resultsOf } from "../../step/hoist.ts";
import type { StepGraph } from "../../step/step_graph.ts";
import { Buffers, elementBytes } from "./buffers.ts";
import { Code } from "./code.ts";
import { isElementwise, type WasmContext } from "./elementwise.ts";
import { add, type Expression, i32, mul } from "./expression.ts";
import { type WasmLowering, wasmLowerings } from "./lowerings.ts";
import { encodeModule } from "./module.ts";
import { copyElements } from "./moves.ts";

/** Where something lies in the memory that a module works on. */
export interface WasmPlace {
  /** In bytes. */
  readonly address: number;
  /** How many elements of 32 bits; of what is there once a step, in one step. */
  readonly count: number;
}

/** Steps of training as a module of WebAssembly: it exports `run(steps)` and imports its memory as `host.memory`. */
export interface WasmSpan {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The memory that it needs, in pages of 64 KiB. */
  readonly pages: number;
  /** As many steps as a call may have. */
  readonly steps: number;
  /** Data, written once. */
  readonly captured: Readonly<Record<string, WasmPlace>>;
  /** State, written before a call and read after it, by the names of its inputs. */
  readonly carried: Readonly<Record<string, WasmPlace>>;
  /** Written before a call, a row for each step. */
  readonly scanned: Readonly<Record<string, WasmPlace>>;
  /** Read after a call, a row for each step. */
  readonly reported: Readonly<Record<string, WasmPlace>>;
}

/** How large a module is made. */
export interface WasmSpanOptions {
  /** As many steps as a call may have. */
  readonly steps: number;
  /** The sizes of dims that are names, as `R`, the rows of the data. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** The kinds of ops in a step that WebAssembly does not have. */
export function foreignToWasm(step: StepGraph): readonly OpKind[] {
  const kinds = topologicalOrder(Object.values(resultsOf(step))).filter(isOpCall)
    .map(({ kind }) => kind);
  return [...new Set(kinds)].filter((kind) => !wasmLowerings[kind]);
}

/**
 * Many steps in one call, in memory of its own: every value has a place, and what only one op reads is computed
 * where it is read. @param step One that carries its state and reports as they are, with nothing before or after.
 */
export function lowerSpanToWasm(step: StepGraph, options: WasmSpanOptions): WasmSpan {
  const order = topologicalOrder(Object.values(resultsOf(step)));
  const buffers = new Buffers(firstAddress);
  const outside = placesOutside(step, buffers, options);
  const code = new Code(["i32"]);
  const inline = inlineValues(order, Object.values(resultsOf(step)));
  const context = { code, buffers, isInline: (value: Value) => inline.has(value) };
  const limit = code.parameter("i32", 0);
  const turn = code.bind(i32(0));
  code.whileLess(turn, limit, () => {
    lowerTurn(step, { ...context, outside, order, turn });
    code.set(turn, add(turn, i32(1)));
  });
  const carried = step.carried.map(({ input }) => {
    const place = { address: buffers.of(input), count: countOf(input.type.shape) };
    return [input, place] as const;
  });
  const constants = order.filter((value): value is Constant => value.kind === "constant")
    .map((each) => ({ offset: buffers.of(each), bytes: bytesOfConstant(each) }));
  const pages = Math.ceil(buffers.end / pageBytes);
  return {
    bytes: encodeModule({
      memory: { import: ["host", "memory"], minPages: pages },
      functions: [code.toFunction({ name: "run", isExported: true })],
      data: constants,
    }),
    ...{ pages, steps: options.steps },
    captured: byName(outside.captured),
    carried: byName(carried),
    scanned: byName(outside.scanned),
    reported: Object.fromEntries(outside.reported.map(({ name, place }) => [name, place])),
  };
}

/** Nothing lies at the first addresses, so that 0 is none. */
const firstAddress = 64;
const pageBytes = 65536;

/** What lies in memory for all steps. */
interface Outside {
  readonly captured: readonly (readonly [Input, WasmPlace])[];
  readonly scanned: readonly (readonly [Input, WasmPlace])[];
  readonly reported: readonly {
    readonly name: string;
    readonly value: Value;
    readonly place: WasmPlace;
  }[];
}

function placesOutside(
  { captured, scanned, reported }: StepGraph,
  buffers: Buffers,
  { steps, sizes }: WasmSpanOptions,
): Outside {
  const placeFor = ({ type: { shape } }: Value, times: number): WasmPlace => {
    const count = countOf(shape.map((dim) => typeof dim === "string" ? sizes[dim] ?? dim : dim));
    return { address: buffers.take(count * times), count };
  };
  const data = captured.map((input) => [input, placeFor(input, 1)] as const);
  // A step reads them where they lie.
  for (const [input, { address }] of data) buffers.put(input, address);
  return {
    captured: data,
    scanned: scanned.map((input) => [input, placeFor(input, steps)] as const),
    reported: Object.entries(reported)
      .map(([name, value]) => ({ name, value, place: placeFor(value, steps) })),
  };
}

interface TurnContext extends WasmContext {
  readonly outside: Outside;
  readonly order: readonly Value[];
  /** Which step it is, from 0. */
  readonly turn: Expression<"i32">;
}

/** One step: reads its rows, computes, tells, and hands its state on. */
function lowerTurn(step: StepGraph, context: TurnContext): void {
  const { code, buffers, outside, order, turn, isInline } = context;
  for (const [input, { address, count }] of outside.scanned) {
    copyRow(context, { from: address, turn, to: buffers.of(input), count, isFrom: true });
  }
  for (const value of order) {
    if (isOpCall(value) && !isInline(value)) lowerCall(value, context);
  }
  for (const { value, place: { address, count } } of outside.reported) {
    copyRow(context, { from: buffers.of(value), turn, to: address, count, isFrom: false });
  }
  for (const { input, next } of step.carried) {
    const bases = [buffers.of(next), buffers.of(input)];
    copyElements({ code, count: countOf(input.type.shape), from: i32(0), to: i32(0), bases });
  }
}

function byName(
  places: readonly (readonly [Input, WasmPlace])[],
): Readonly<Record<string, WasmPlace>> {
  return Object.fromEntries(places.map(([{ name }, place]) => [name, place]));
}

/** What is computed where it is read: element by element, for one reader that is so too, once and in its shape. */
function inlineValues(order: readonly Value[], results: readonly Value[]): ReadonlySet<Value> {
  const readers = new Map<Value, Value[]>();
  for (const value of order) {
    for (const each of value.inputs) readers.set(each, [...readers.get(each) ?? [], value]);
  }
  const kept = new Set(results);
  return new Set(order.filter((value) => {
    const [reader, ...others] = readers.get(value) ?? [];
    if (!reader || others.length > 0 || kept.has(value)) return false;
    if (!isElementwise(value) || !isElementwise(reader) || value.type.dtype === "int32") {
      return false;
    }
    return value.type.shape.join() === reader.type.shape.join();
  }));
}

function lowerCall<K extends OpKind>(call: OpCall<K>, context: WasmContext): void {
  const lowering: WasmLowering<K> = wasmLowerings[call.kind];
  if (!lowering) throw new InternalError(`WebAssembly has no ${call.kind}`);
  lowering(call, context);
}

interface RowCopy {
  readonly from: number;
  readonly to: number;
  readonly turn: Expression<"i32">;
  readonly count: number;
  /** Whether the rows are where it is copied from. */
  readonly isFrom: boolean;
}

/** The row of a step, to where the step reads it or from where the step wrote it. */
function copyRow({ code }: WasmContext, { from, to, turn, count, isFrom }: RowCopy): void {
  const row = code.bind(mul(turn, i32(count * elementBytes)));
  const [source, target] = isFrom ? [row, i32(0)] : [i32(0), row];
  copyElements({ code, count, from: source, to: target, bases: [from, to] });
}

function bytesOfConstant({ tensor: { data, dtype } }: Constant): Uint8Array<ArrayBuffer> {
  const numbers = Array.from(data, Number);
  const array = dtype === "float32" ? Float32Array.from(numbers) : Int32Array.from(numbers);
  return new Uint8Array(array.buffer);
}
