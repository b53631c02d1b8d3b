import assert from "node:assert/strict";
import { Code } from "../../../../compiler/backends/wasm/code.ts";
import { add, f32, i32, load, loadI32 } from "../../../../compiler/backends/wasm/expression.ts";
import {
  encodeModule,
  type WasmFunction,
  type WasmModule,
} from "../../../../compiler/backends/wasm/module.ts";
import { imported, start, valueOf } from "./helpers.ts";

function constant(name: string, value: number): WasmFunction {
  const code = new Code();
  code.give(f32(value));
  return code.toFunction({ name, results: ["f32"], isExported: true });
}

Deno.test("a module without functions is its preamble, the memory and empty sections", () => {
  const bytes = encodeModule({ memory: imported, functions: [] });
  assert.ok(WebAssembly.validate(bytes));
  const module = new WebAssembly.Module(bytes);
  assert.deepEqual(WebAssembly.Module.imports(module), [
    { module: "host", name: "memory", kind: "memory" },
  ]);
  assert.deepEqual(WebAssembly.Module.exports(module), []);
});

Deno.test("what is exported is called by its name, and names are kept for profilers", () => {
  const inner = { ...constant("inner", 1), isExported: false };
  const module: WasmModule = {
    memory: imported,
    functions: [inner, constant("first", 2), constant("größer", 3)],
  };
  const { functions } = start(module);
  assert.deepEqual(Object.keys(functions), ["first", "größer"]);
  assert.equal(functions["größer"](), 3);
  const names = WebAssembly.Module.customSections(
    new WebAssembly.Module(encodeModule(module)),
    "name",
  );
  assert.ok(new TextDecoder().decode(names[0]).includes("inner"));
});

Deno.test("functions call those before and after them", () => {
  const caller = new Code();
  caller.call(1, [i32(16), i32(41)]);
  caller.give(add(loadI32(i32(16)), i32(1)));
  const stored = new Code(["i32", "i32"]);
  stored.storeI32(stored.parameter("i32", 0), stored.parameter("i32", 1));
  const { functions } = start({
    memory: imported,
    functions: [
      caller.toFunction({ name: "caller", results: ["i32"], isExported: true }),
      stored.toFunction({ name: "stored" }),
    ],
  });
  assert.equal(functions.caller(), 42);
});

Deno.test("data stands in the memory that two modules share", () => {
  const reader = new Code();
  reader.give(load("f32", i32(0), 70_000));
  const read = reader.toFunction({ name: "read", results: ["f32"], isExported: true });
  const writer = new Code(["f32"]);
  writer.store("f32", i32(70_000), writer.parameter("f32", 0));
  const write = writer.toFunction({ name: "write", isExported: true });

  const memory = new WebAssembly.Memory({ initial: 2, maximum: 4 });
  const pages = { import: imported.import, minPages: 2, maxPages: 4 };
  const bytes = new Uint8Array(Float32Array.of(0.5).buffer);
  const one = start(
    { memory: pages, functions: [read], data: [{ offset: 70_000, bytes }] },
    memory,
  );
  const other = start({ memory: pages, functions: [write] }, memory);
  assert.equal(one.functions.read(), 0.5);
  other.functions.write(0.25);
  assert.equal(one.functions.read(), 0.25);
});

Deno.test("a memory of fewer pages or a higher limit than declared is refused", () => {
  const module = { memory: { ...imported, minPages: 2, maxPages: 4 }, functions: [] };
  for (const memory of [{ initial: 1, maximum: 4 }, { initial: 2, maximum: 5 }, { initial: 2 }]) {
    assert.throws(() => start(module, new WebAssembly.Memory(memory)), WebAssembly.LinkError);
  }
});

Deno.test("locals of every type are declared in their order", () => {
  const code = new Code(["f64"]);
  const [a, b] = [code.local("f32"), code.local("f32")];
  const [c, d] = [code.local("v128"), code.local("i32")];
  code.set(b, f32(2));
  assert.deepEqual([a, b, c, d].map(({ slot }) => slot), [1, 2, 3, 4]);
  assert.deepEqual(code.locals, ["f32", "f32", "v128", "i32"]);
  code.give(b);
  const made = code.toFunction({ name: "f", results: ["f32"], isExported: true });
  assert.equal(start({ memory: imported, functions: [made] }).functions.f(0), 2);
});

Deno.test("more than 127 functions of several signatures", () => {
  const functions = Array.from({ length: 200 }, (_, at) => constant(`f${at}`, at));
  const other = new Code(["i32"]).toFunction({ name: "nothing", isExported: true });
  const running = start({ memory: imported, functions: [...functions, other] });
  assert.equal(running.functions.f199(), 199);
  assert.equal(running.functions.nothing(1), undefined);
});

Deno.test("equal modules give equal bytes", () => {
  const build = (value: number) =>
    encodeModule({ memory: imported, functions: [constant("f", value)] });
  assert.deepEqual(build(NaN), build(NaN));
  assert.notDeepEqual(build(1), build(2));
});

Deno.test("an integer is what it was, whatever the length of its code", () => {
  const integers = [0, 63, 64, -64, -65, 127, 128, 8191, 8192, 2 ** 31 - 1, -(2 ** 31)];
  for (const each of integers) assert.equal(valueOf(i32(each)), each);
  assert.equal(valueOf(i32(2 ** 32 - 1)), -1);
});
