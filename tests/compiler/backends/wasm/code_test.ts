import assert from "node:assert/strict";
import { InternalError } from "../../../../dsl/text/diagnostic.ts";
import { Code, type LoopRange } from "../../../../compiler/backends/wasm/code.ts";
import {
  add,
  eq,
  f32,
  f64,
  i32,
  load8u,
  loadI32,
  loadV128,
  lt,
  mul,
  sub,
  sumLanes,
  v128OfF32,
} from "../../../../compiler/backends/wasm/expression.ts";
import { functionOf, imported, start } from "./helpers.ts";

/** The indices that a loop counts, in their order. */
function indicesOf(range: LoopRange): readonly number[] {
  const { call, memory } = functionOf([], (code) => {
    const at = code.bind(i32(0));
    code.loop(range, (index) => {
      code.storeI32(at, index);
      code.set(at, add(at, i32(4)));
    });
    return at;
  });
  return [...new Int32Array(memory.buffer, 0, call() / 4)];
}

Deno.test("a loop counts from, by and so often as it is told", () => {
  assert.deepEqual(indicesOf({ count: 4 }), [0, 1, 2, 3]);
  assert.deepEqual(indicesOf({ from: 5, count: 3, step: 4 }), [5, 9, 13]);
  assert.deepEqual(indicesOf({ from: 2, count: 3, step: -2 }), [2, 0, -2]);
  assert.deepEqual(indicesOf({ from: 7, count: 1 }), [7]);
  assert.deepEqual(indicesOf({ count: 0 }), []);
});

Deno.test("no loop is written for one round, and nothing for none", () => {
  const once = new Code();
  once.loop({ from: 3, count: 1 }, (index) => once.storeI32(index, index));
  const straight = new Code();
  straight.storeI32(i32(3), i32(3));
  assert.deepEqual(once.code, straight.code);
  assert.deepEqual(once.locals, []);
  const none = new Code();
  none.loop({ count: 0 }, () => assert.fail("a body for no round"));
  assert.deepEqual(none.code.length, 0);
});

Deno.test("rounds are a whole number from 0 on", () => {
  for (const count of [-1, 0.5, NaN]) {
    assert.throws(() => new Code().loop({ count }, () => {}), RangeError);
  }
});

Deno.test("loops within loops", () => {
  const { call } = functionOf([], (code) => {
    const sum = code.bind(i32(0));
    code.loop({ count: 3 }, (row) =>
      code.loop({ count: 4 }, (column) => {
        const product = code.bind(mul(row, add(column, i32(1))));
        code.set(sum, add(sum, product));
      }));
    return sum;
  });
  assert.equal(call(), 30);
});

Deno.test("the places of locals are used again by loops after each other", () => {
  const code = new Code();
  const twoLoops = (count: number) =>
    code.loop({ count }, (index) => {
      const [a, b] = [code.bind(f32(1)), code.bind(v128OfF32(0))];
      code.store("f32", index, add(a, sumLanes(b)));
    });
  twoLoops(2);
  const before = code.locals;
  twoLoops(3);
  assert.deepEqual(code.locals, before);
});

Deno.test("a local is used only where it lives", () => {
  const code = new Code();
  const made: { local?: ReturnType<typeof code.local<"f32">> } = {};
  code.loop({ count: 2 }, () => made.local = code.bind(f32(1)));
  // The body above was written.
  const ended = made.local!;
  assert.throws(() => code.give(ended), InternalError);
  assert.throws(() => code.set(ended, f32(2)), InternalError);
  const owner = code.local("f32");
  assert.equal(owner.slot, ended.slot);
  assert.throws(() => code.give(ended), InternalError);
  assert.throws(() => new Code().set(owner, f32(2)), InternalError);
});

Deno.test("an index that is known cannot be set", () => {
  const code = new Code();
  code.loop({ count: 1 }, (index) => {
    assert.equal(index.slot, undefined);
    assert.throws(() => code.set(index, i32(1)), InternalError);
  });
});

Deno.test("a parameter has the type that was declared", () => {
  const code = new Code(["i32", "f32"]);
  assert.equal(code.parameter("f32", 1).slot, 1);
  assert.throws(() => code.parameter("f32", 0), InternalError);
  assert.throws(() => code.parameter("f32", 2), InternalError);
});

Deno.test("a constant of lanes is made once, and no local takes its place", () => {
  const code = new Code();
  // The place of this local is free when the constant comes up, but was written to before.
  code.loop({ count: 2 }, () => code.bind(loadV128(i32(64))));
  code.storeV128(i32(0), v128OfF32(0.5));
  const sum = code.bind(loadV128(i32(0)));
  code.loop({ count: 3 }, () => code.set(sum, add(sum, v128OfF32(0.5))));
  code.give(sumLanes(add(sum, v128OfF32(1))));
  const made = code.toFunction({ name: "f", results: ["f32"], isExported: true });
  assert.equal(start({ memory: imported, functions: [made] }).functions.f(), 12);
  const constants = [...made.code].filter((byte, at, all) => byte === 0xfd && all[at + 1] === 0x0c);
  assert.equal(constants.length, 2);
});

Deno.test("a loop with an end that is known at run time", () => {
  const { call } = functionOf(["i32"], (code, end) => {
    const [index, sum] = [code.bind(i32(0)), code.bind(i32(0))];
    code.whileLess(index, end, () => {
      code.set(sum, add(sum, index));
      code.set(index, add(index, i32(1)));
    });
    return sum;
  });
  assert.deepEqual([-1, 0, 1, 5].map((end) => call(end)), [0, 0, 0, 10]);
});

Deno.test("a condition has one body or two", () => {
  const { call } = functionOf(["i32"], (code, x) => {
    const found = code.bind(i32(0));
    code.ifThen(lt(x, i32(0)), () => code.set(found, i32(-1)), () => {
      const doubled = code.bind(mul(x, i32(2)));
      code.set(found, doubled);
    });
    code.ifThen(eq(x, i32(7)), () => code.set(found, sub(found, i32(100))));
    return found;
  });
  assert.deepEqual([-3, 0, 2, 7].map((x) => call(x)), [-1, 0, 4, -86]);
});

Deno.test("stores write at address plus offset", () => {
  const { call, memory } = functionOf([], (code) => {
    code.store("f32", i32(3), f32(1.5), 130);
    code.store("f64", i32(3), f64(0.1), 134);
    code.storeV128(i32(3), v128OfF32(2.5), 142);
    code.storeI32(i32(3), i32(-2), 158);
    code.store8(i32(3), i32(0x1ff), 162);
    return load8u(i32(165));
  });
  assert.equal(call(), 0xff);
  const view = new DataView(memory.buffer, 133);
  assert.equal(view.getFloat32(0, true), 1.5);
  assert.equal(view.getFloat64(4, true), 0.1);
  assert.deepEqual([12, 16, 20, 24].map((at) => view.getFloat32(at, true)), [2.5, 2.5, 2.5, 2.5]);
  assert.equal(view.getInt32(28, true), -2);
  assert.equal(view.getUint8(33), 0);
});

Deno.test("bytes are cleared and copied, also where the places overlap", () => {
  const { call, memory } = functionOf(["i32"], (code, count) => {
    code.copy({ from: i32(0), to: i32(4) }, count);
    code.clear(i32(0), i32(4));
    return loadI32(i32(4));
  });
  new Int32Array(memory.buffer).set([1, 2, 3, 4]);
  assert.equal(call(12), 1);
  assert.deepEqual([...new Int32Array(memory.buffer, 0, 5)], [0, 1, 2, 3, 0]);
});

Deno.test("what borrows a local gives it back", () => {
  const code = new Code();
  code.give(add(sumLanes(loadV128(i32(0))), sumLanes(loadV128(i32(16)))));
  assert.deepEqual(code.locals, ["v128"]);
});
