import assert from "node:assert/strict";
import { Code, type Local } from "../../../../compiler/backends/wasm/code.ts";
import { type Expression, extractI32Lane } from "../../../../compiler/backends/wasm/expression.ts";
import { encodeModule } from "../../../../compiler/backends/wasm/module.ts";
import type { ValueType, WasmModule } from "../../../../compiler/backends/wasm/module.ts";

/** The memory that modules of these tests import. */
export const imported: WasmModule["memory"] = { import: ["host", "memory"], minPages: 1 };

/** A function of an instance. */
export type Callable = (...values: readonly number[]) => number;

/** A module that runs, and the memory that it works on. */
export interface Running {
  readonly functions: Readonly<Record<string, Callable>>;
  readonly memory: WebAssembly.Memory;
}

/** Makes an instance of a module, which has to be valid. */
export function start(
  module: WasmModule,
  memory: WebAssembly.Memory = new WebAssembly.Memory({ initial: module.memory.minPages }),
): Running {
  const bytes = encodeModule(module);
  assert.ok(WebAssembly.validate(bytes), "the module is not valid");
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  // What is exported are functions alone.
  return { functions: exports as Record<string, Callable>, memory };
}

/** A function with parameters and one result, and the memory that it works on. */
export function functionOf<P extends readonly ValueType[]>(
  parameters: readonly [...P],
  build: (code: Code, ...parameters: { [K in keyof P]: Local<P[K]> }) => Expression,
): { readonly call: Callable; readonly memory: WebAssembly.Memory } {
  const code = new Code(parameters);
  const locals = parameters.map((type, at) => code.parameter(type, at));
  // A local for each parameter, in their order.
  const result = build(code, ...locals as { [K in keyof P]: Local<P[K]> });
  code.give(result);
  const made = code.toFunction({ name: "f", results: [result.type], isExported: true });
  const { functions, memory } = start({ memory: imported, functions: [made] });
  return { call: functions.f, memory };
}

/** What an expression gives. */
export function valueOf(expression: Expression): number {
  return functionOf([], () => expression).call();
}

/** What an expression gives in each lane, as integers. */
export function integerLanesOf(expression: Expression<"v128">): readonly number[] {
  return ([0, 1, 2, 3] as const).map((lane) => valueOf(extractI32Lane(expression, lane)));
}

/** What an expression gives in each lane, as float32. */
export function lanesOf(expression: Expression<"v128">): readonly number[] {
  return [...new Float32Array(Int32Array.from(integerLanesOf(expression)).buffer)];
}

/** Float32 numbers at which rules change. */
export const edges: readonly number[] = [
  0,
  -0,
  1,
  -1.5,
  2.5,
  3.5,
  -2.5,
  1 / 3,
  1e-45,
  -1e-39,
  16777217,
  3.4028234663852886e38,
  Infinity,
  -Infinity,
  NaN,
].map(Math.fround);
