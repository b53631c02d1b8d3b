import { InternalError } from "../../../dsl/text/diagnostic.ts";
import type { OpKind } from "../../ir/op_set.ts";
import { countOf, type Dim } from "../../ir/tensor.ts";
import {
  type Constant,
  type Input,
  isOpCall,
  type OpCall,
  topologicalOrder,
  type Value,
} from "../../ir/value.ts";
import { resultsOf } from "../../step/hoist.ts";
import { nextName, type StepGraph } from "../../step/step_graph.ts";
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
export function lowerSpanToWasm(step: StepGraph, { steps, sizes }: WasmSpanOptions): WasmSpan {
  const results = resultsOf(step);
  const order = topologicalOrder(Object.values(results));
  const buffers = new Buffers(64);
  const countIn = (shape: readonly Dim[]) =>
    countOf(shape.map((dim) => typeof dim === "string" ? sizes[dim] ?? dim : dim));
  const placed = (inputs: readonly Input[], times = 1) =>
    inputs.map((input) => {
      const count = countIn(input.type.shape);
      return [input, { address: buffers.take(count * times), count }] as const;
    });
  const data = placed(step.captured);
  data.forEach(([input, { address }]) => buffers.put(input, address));
  const scanned = placed(step.scanned, steps);
  const outputs = Object.entries(step.reported).map(([name, value]) => {
    const count = countOf(value.type.shape);
    return { name, value, place: { address: buffers.take(count * steps), count } };
  });
  const carried = step.carried.map(({ input }) => input);
  const constants = order.filter((value): value is Constant => value.kind === "constant");
  const code = new Code(["i32"]);
  const inline = inlineValues(order, Object.values(results));
  const context: WasmContext = { code, buffers, isInline: (value) => inline.has(value) };
  const limit = code.parameter("i32", 0);
  const turn = code.bind(i32(0));
  code.whileLess(turn, limit, () => {
    for (const [input, place] of scanned) {
      copyRow(context, {
        from: place.address,
        turn,
        to: buffers.of(input),
        count: place.count,
        isFrom: true,
      });
    }
    for (const value of order) {
      if (isOpCall(value) && !inline.has(value)) lowerCall(value, context);
    }
    for (const { value, place } of outputs) {
      copyRow(context, {
        from: buffers.of(value),
        turn,
        to: place.address,
        count: place.count,
        isFrom: false,
      });
    }
    for (const input of carried) {
      const next = results[nextName(input)];
      if (!next) throw new InternalError(`There is no next "${input.name}"`);
      const bases = [buffers.of(next), buffers.of(input)];
      copyElements({ code, count: countOf(input.type.shape), from: i32(0), to: i32(0), bases });
    }
    code.set(turn, add(turn, i32(1)));
  });
  const pages = Math.ceil(buffers.end / 65536);
  return {
    bytes: encodeModule({
      memory: { import: ["host", "memory"], minPages: pages },
      functions: [code.toFunction({ name: "run", isExported: true })],
      data: constants.map((each) => ({ offset: buffers.of(each), bytes: bytesOfConstant(each) })),
    }),
    ...{ pages, steps },
    captured: byName(data),
    carried: byName(
      carried.map((
        input,
      ) => [input, { address: buffers.of(input), count: countOf(input.type.shape) }]),
    ),
    scanned: byName(scanned),
    reported: Object.fromEntries(outputs.map(({ name, place }) => [name, place])),
  };
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
