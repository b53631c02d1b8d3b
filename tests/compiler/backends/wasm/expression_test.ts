import assert from "node:assert/strict";
import fc from "fast-check";
import * as wasm from "../../../../compiler/backends/wasm/expression.ts";
import type { Expression } from "../../../../compiler/backends/wasm/expression.ts";
import { edges, functionOf, integerLanesOf, lanesOf, valueOf } from "./helpers.ts";

type Unary = <T extends wasm.FloatType>(x: Expression<T>) => Expression<T>;
type Binary = <T extends "f32" | "v128">(a: Expression<T>, b: Expression<T>) => Expression<T>;
type Comparison = <T extends "f32" | "f64" | "v128" | "i32">(
  a: Expression<T>,
  b: Expression<T>,
) => Expression<wasm.MaskOf<T>>;

/** The nearest whole number, the even one of two, with the sign of x. */
function nearestEven(x: number): number {
  const below = Math.floor(x);
  const isUp = x - below > 0.5 || (x - below === 0.5 && below % 2 !== 0);
  return isUp ? (x < 0 && below === -1 ? -0 : below + 1) : x === 0 ? x : below;
}

const unaries: readonly (readonly [string, Unary, (x: number) => number])[] = [
  ["abs", wasm.abs, Math.abs],
  ["neg", wasm.neg, (x) => -x],
  ["sqrt", wasm.sqrt, Math.sqrt],
  ["floor", wasm.floor, Math.floor],
  ["nearestWhole", wasm.nearestWhole, nearestEven],
];

const binaries: readonly (readonly [string, Binary, (a: number, b: number) => number])[] = [
  ["add", wasm.add, (a, b) => a + b],
  ["sub", wasm.sub, (a, b) => a - b],
  ["mul", wasm.mul, (a, b) => a * b],
  ["div", wasm.div, (a, b) => a / b],
  ["min", wasm.min, Math.min],
  ["max", wasm.max, Math.max],
  ["pmin", wasm.pmin, (a, b) => b < a ? b : a],
  ["pmax", wasm.pmax, (a, b) => a < b ? b : a],
];

const comparisons: readonly (readonly [string, Comparison, (a: number, b: number) => boolean])[] = [
  ["lt", wasm.lt, (a, b) => a < b],
  ["gt", wasm.gt, (a, b) => a > b],
  ["le", wasm.le, (a, b) => a <= b],
  ["ge", wasm.ge, (a, b) => a >= b],
  ["eq", wasm.eq, (a, b) => a === b],
  ["ne", wasm.ne, (a, b) => a !== b],
];

/** Exactly, apart from which NaN it is. */
function assertSame(actual: number, expected: number, what: string): void {
  assert.ok(Object.is(actual, expected), `${what} is ${actual}, not ${expected}`);
}

for (const [name, build, meaning] of unaries) {
  Deno.test(`${name} is exact at the edges, on float32, float64 and lanes`, () => {
    const one = functionOf(["f32"], (_, x) => build(x)).call;
    const wide = functionOf(["f64"], (_, x) => build(x)).call;
    const lane = functionOf(["f32"], (_, x) => wasm.extractLane(build(wasm.splat(x)), 3)).call;
    for (const x of edges) {
      assertSame(one(x), Math.fround(meaning(x)), `${name} ${x}`);
      assertSame(wide(x), meaning(x), `${name} of the float64 ${x}`);
      assertSame(lane(x), Math.fround(meaning(x)), `${name} of a lane ${x}`);
    }
  });
}

for (const [name, build, meaning] of binaries) {
  Deno.test(`${name} is exact at the edges, on float32 and lanes`, () => {
    const one = functionOf(["f32", "f32"], (_, a, b) => build(a, b)).call;
    const lane = functionOf(
      ["f32", "f32"],
      (_, a, b) => wasm.extractLane(build(wasm.splat(a), wasm.splat(b)), 1),
    ).call;
    for (const [a, b] of edges.flatMap((a) => edges.map((b) => [a, b]))) {
      // Rounding to float64 first changes no float32 result of one of these operations.
      assertSame(one(a, b), Math.fround(meaning(a, b)), `${name}(${a}, ${b})`);
      assertSame(lane(a, b), Math.fround(meaning(a, b)), `${name}(${a}, ${b}) of lanes`);
    }
  });
}

for (const [name, build, meaning] of comparisons) {
  Deno.test(`${name} is 1 or 0, and a mask for lanes`, () => {
    const one = functionOf(["f32", "f32"], (_, a, b) => build(a, b)).call;
    const wide = functionOf(["f64", "f64"], (_, a, b) => build(a, b)).call;
    const whole = functionOf(["i32", "i32"], (_, a, b) => build(a, b)).call;
    const lane = functionOf(
      ["f32", "f32"],
      (_, a, b) => wasm.extractI32Lane(build(wasm.splat(a), wasm.splat(b)), 2),
    ).call;
    for (const [a, b] of edges.flatMap((a) => edges.map((b) => [a, b]))) {
      const expected = meaning(a, b);
      assert.equal(one(a, b), Number(expected), `${name}(${a}, ${b})`);
      assert.equal(wide(a, b), Number(expected), `${name}(${a}, ${b}) of float64`);
      assert.equal(lane(a, b), expected ? -1 : 0, `${name}(${a}, ${b}) of lanes`);
      assert.equal(whole(a, b), Number(meaning(a | 0, b | 0)), `${name}(${a}, ${b}) of integers`);
    }
  });
}

Deno.test("float64 has its own arithmetic", () => {
  const [a, b] = [wasm.f64(0.1), wasm.f64(0.2)];
  const { add, sub, mul, div, min, max } = wasm;
  const given = [add, sub, mul, div, min, max].map((build) => valueOf(build(a, b)));
  assert.deepEqual(given, [0.1 + 0.2, 0.1 - 0.2, 0.1 * 0.2, 0.1 / 0.2, 0.1, 0.2]);
});

Deno.test("integers are added and multiplied modulo 2³²", () => {
  const [a, b] = [wasm.i32(2 ** 31 - 1), wasm.i32(3)];
  assert.equal(valueOf(wasm.add(a, b)), -(2 ** 31) + 2);
  assert.equal(valueOf(wasm.sub(wasm.i32(-(2 ** 31)), b)), 2 ** 31 - 3);
  assert.equal(valueOf(wasm.mul(a, b)), Math.imul(2 ** 31 - 1, 3));
});

Deno.test("constants are rounded to their type and stand in each lane", () => {
  for (const x of edges) assertSame(valueOf(wasm.f32(x)), x, `${x}`);
  assert.equal(valueOf(wasm.f32(0.1)), Math.fround(0.1));
  assert.equal(valueOf(wasm.f64(0.1)), 0.1);
  assert.deepEqual(lanesOf(wasm.v128OfF32(0.1)), Array(4).fill(Math.fround(0.1)));
  assert.deepEqual(integerLanesOf(wasm.v128OfI32(0x80000000)), Array(4).fill(-(2 ** 31)));
  assert.deepEqual(integerLanesOf(wasm.v128OfLanes([1, -2, 3, 2 ** 32 - 1])), [1, -2, 3, -1]);
  assert.deepEqual(integerLanesOf(wasm.splat(wasm.i32(7))), [7, 7, 7, 7]);
});

Deno.test("a choice takes the first where the condition or the bit of the mask is set", () => {
  const chosen = functionOf(["i32"], (_, x) => wasm.select(x, wasm.f64(1), wasm.f64(2))).call;
  assert.deepEqual([chosen(0), chosen(1), chosen(-5)], [2, 1, 1]);
  const [a, b] = [wasm.v128OfI32(0b1100), wasm.v128OfI32(0b1010)];
  const mask = wasm.v128OfLanes([0, -1, 0b0110, 1]);
  assert.deepEqual(integerLanesOf(wasm.bitselect(a, b, mask)), [0b1010, 0b1100, 0b1100, 0b1010]);
});

Deno.test("loads read at address plus offset, aligned or not", () => {
  const at = { address: wasm.i32(3), offset: 130 };
  const read = (build: () => Expression) => {
    const { call, memory } = functionOf([], build);
    new Uint8Array(memory.buffer).set([1, 2, 3, 0xc0, 4, 5, 6, 0x40], 133);
    return call();
  };
  const view = new DataView(Uint8Array.of(1, 2, 3, 0xc0, 4, 5, 6, 0x40).buffer);
  const { address, offset } = at;
  assert.equal(read(() => wasm.loadI32(address, offset)), view.getInt32(0, true));
  assert.equal(read(() => wasm.load("f32", address, offset)), view.getFloat32(0, true));
  assert.equal(read(() => wasm.load("f64", address, offset)), view.getFloat64(0, true));
  assert.equal(read(() => wasm.load8u(address, offset + 3)), 0xc0);
  const second = () => wasm.extractI32Lane(wasm.loadV128(address, offset), 1);
  assert.equal(read(second), view.getInt32(4, true));
  const splat = () => wasm.extractI32Lane(wasm.loadSplat(address, offset + 4), 3);
  assert.equal(read(splat), view.getInt32(4, true));
});

Deno.test("lanes are taken out, replaced and shuffled", () => {
  const [a, b] = [wasm.v128OfLanes([1, 2, 3, 4]), wasm.v128OfLanes([5, 6, 7, 8])];
  assert.deepEqual(integerLanesOf(wasm.shuffle({ a, b }, [7, 0, 4, 3])), [8, 1, 5, 4]);
  const replaced = wasm.replaceLane(wasm.v128OfF32(1), { lane: 2, value: wasm.f32(9) });
  assert.deepEqual(lanesOf(replaced), [1, 1, 9, 1]);
  assert.equal(valueOf(wasm.extractLane(replaced, 2)), 9);
});

/** Four float32 lanes. */
function lanes(...values: readonly [number, number, number, number]): Expression<"v128"> {
  const [a, b, c, d] = new Int32Array(Float32Array.from(values).buffer);
  return wasm.v128OfLanes([a, b, c, d]);
}

Deno.test("the sum of lanes is (x₀ + x₂) + (x₁ + x₃)", () => {
  // In float32 1e8 + 1 is 1e8: in the order of the lanes, or by neighbours, the sum would be 1 or 0.
  assert.equal(valueOf(wasm.sumLanes(lanes(1e8, 1, -1e8, 1))), 2);
  assert.equal(valueOf(wasm.sumLanes(lanes(1, 1e8, 1, -1e8))), 2);
  assert.equal(valueOf(wasm.sumLanes(lanes(1e8, -1e8, 1, 1))), 0);
});

Deno.test("the greatest lane is found wherever it stands, and NaN stays", () => {
  for (const at of [0, 1, 2, 3]) {
    const values = [-3, -4, -5, -6].map((each, lane) => lane === at ? -1 : each);
    const [a, b, c, d] = values;
    assert.equal(valueOf(wasm.maxLanes(lanes(a, b, c, d))), -1);
  }
  assert.ok(Number.isNaN(valueOf(wasm.maxLanes(lanes(1, 2, NaN, 4)))));
});

interface Tree {
  readonly scalar: Expression<"f32">;
  readonly lane: Expression<"v128">;
  readonly value: number;
}

const leaf = fc.float().map((value): Tree => ({
  scalar: wasm.f32(value),
  lane: wasm.v128OfF32(value),
  value,
}));

/** Random arithmetic, and what it means: each operation rounded to float32. */
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.tuple(fc.constantFrom(...unaries), tie("tree")).map(([[, build, meaning], x]): Tree => ({
      scalar: build(x.scalar),
      lane: build(x.lane),
      value: Math.fround(meaning(x.value)),
    })),
    fc.tuple(fc.constantFrom(...binaries), tie("tree"), tie("tree"))
      .map(([[, build, meaning], a, b]): Tree => ({
        scalar: build(a.scalar, b.scalar),
        lane: build(a.lane, b.lane),
        value: Math.fround(meaning(a.value, b.value)),
      })),
  ),
}));

Deno.test("random expressions are what their operations mean, one after the other", () => {
  fc.assert(fc.property(tree, ({ scalar, lane, value }) => {
    assertSame(valueOf(scalar), value, "the scalar");
    assertSame(valueOf(wasm.extractLane(lane, 0)), value, "the lane");
  }));
});
