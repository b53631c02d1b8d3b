import assert from "node:assert/strict";
import {
  type Expression,
  extractI32Lane,
  f32,
  f64,
  i32,
  splat,
  v128OfI32,
  v128OfLanes,
} from "../../../../compiler/backends/wasm/expression.ts";
import * as integers from "../../../../compiler/backends/wasm/integers.ts";
import { edges, functionOf, integerLanesOf, lanesOf, valueOf } from "./helpers.ts";

type Both = <T extends integers.IntegerType>(a: Expression<T>, b: Expression<T>) => Expression;
type Shift = <T extends integers.IntegerType>(
  x: Expression<T>,
  n: Expression<"i32">,
) => Expression<T>;

const whole = [0, 1, -1, 2, 31, 32, 33, 0x12345678, -0x12345678, 2 ** 31 - 1, -(2 ** 31)];
const pairs = whole.flatMap((a) => whole.map((b) => [a, b] as const));

const operations: readonly (readonly [string, Both, (a: number, b: number) => number])[] = [
  ["addInteger", integers.addInteger, (a, b) => (a + b) | 0],
  ["subInteger", integers.subInteger, (a, b) => (a - b) | 0],
  ["mulInteger", integers.mulInteger, Math.imul],
  ["and", integers.and, (a, b) => a & b],
  ["or", integers.or, (a, b) => a | b],
  ["xor", integers.xor, (a, b) => a ^ b],
];

const comparisons: readonly (readonly [string, Both, (a: number, b: number) => boolean])[] = [
  ["eqInteger", integers.eqInteger, (a, b) => a === b],
  ["ltInteger", integers.ltInteger, (a, b) => a < b],
  ["gtInteger", integers.gtInteger, (a, b) => a > b],
];

const shifts: readonly (readonly [string, Shift, (x: number, n: number) => number])[] = [
  ["shiftLeft", integers.shiftLeft, (x, n) => x << n],
  ["shiftRight", integers.shiftRight, (x, n) => x >> n],
  ["shiftRightUnsigned", integers.shiftRightUnsigned, (x, n) => (x >>> n) | 0],
];

/** A function of two integers, and the same in the last of four lanes. */
function twice(build: Both) {
  const lane = (a: Expression<"i32">, b: Expression<"i32">) =>
    // An operation on lanes gives lanes.
    extractI32Lane(build(splat(a), splat(b)) as Expression<"v128">, 3);
  return {
    one: functionOf(["i32", "i32"], (_, a, b) => build(a, b)).call,
    lane: functionOf(["i32", "i32"], (_, a, b) => lane(a, b)).call,
  };
}

for (const [name, build, meaning] of operations) {
  Deno.test(`${name} is that of 32 bits, alone and in lanes`, () => {
    const { one, lane } = twice(build);
    for (const [a, b] of pairs) {
      assert.equal(one(a, b), meaning(a, b), `${name}(${a}, ${b})`);
      assert.equal(lane(a, b), meaning(a, b), `${name}(${a}, ${b}) of lanes`);
    }
  });
}

for (const [name, build, meaning] of comparisons) {
  Deno.test(`${name} is signed: 1 or 0, and a mask for lanes`, () => {
    const { one, lane } = twice(build);
    for (const [a, b] of pairs) {
      assert.equal(one(a, b), Number(meaning(a, b)), `${name}(${a}, ${b})`);
      assert.equal(lane(a, b), meaning(a, b) ? -1 : 0, `${name}(${a}, ${b}) of lanes`);
    }
  });
}

for (const [name, build, meaning] of shifts) {
  Deno.test(`${name} shifts by the lowest five bits of the count`, () => {
    const one = functionOf(["i32", "i32"], (_, x, n) => build(x, n)).call;
    const lane = functionOf(["i32", "i32"], (_, x, n) =>
      extractI32Lane(build(splat(x), n), 1)).call;
    for (const [x, n] of pairs) {
      assert.equal(one(x, n), meaning(x, n), `${name}(${x}, ${n})`);
      assert.equal(lane(x, n), meaning(x, n), `${name}(${x}, ${n}) of lanes`);
    }
  });
}

Deno.test("division is unsigned, and ends the program at zero", () => {
  const divide = functionOf(["i32", "i32"], (_, a, b) => integers.divideUnsigned(a, b)).call;
  const rest = functionOf(["i32", "i32"], (_, a, b) => integers.remainderUnsigned(a, b)).call;
  for (const [a, b] of pairs.filter(([, b]) => b !== 0)) {
    const [x, y] = [a >>> 0, b >>> 0];
    assert.equal(divide(a, b) >>> 0, Math.floor(x / y));
    assert.equal(rest(a, b) >>> 0, x % y);
  }
  assert.throws(() => divide(1, 0), WebAssembly.RuntimeError);
});

Deno.test("bits of one mask without those of another", () => {
  const [a, b] = [v128OfI32(0b1100), v128OfI32(0b1010)];
  assert.deepEqual(integerLanesOf(integers.andNot(a, b)), Array(4).fill(0b0100));
  assert.equal(valueOf(integers.anyBit(v128OfLanes([0, 0, 4, 0]))), 1);
  assert.equal(valueOf(integers.anyBit(v128OfI32(0))), 0);
});

Deno.test("a float32 of an integer is the nearest, of ties the even one", () => {
  for (const each of [...whole, 16777217, 16777219]) {
    const nearest = Math.fround(each);
    assert.equal(valueOf(integers.f32OfI32(i32(each))), nearest);
    assert.deepEqual(lanesOf(integers.f32LanesOfI32(v128OfI32(each))), Array(4).fill(nearest));
    assert.equal(valueOf(integers.f64OfI32(i32(each))), each);
  }
});

Deno.test("the whole part of a float32 ends at the ends of 32 bits, and is 0 for NaN", () => {
  const wholePart = (x: number) =>
    Number.isNaN(x) ? 0 : Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(x))) + 0;
  const lane = functionOf(
    ["f32"],
    (_, x) => extractI32Lane(integers.i32LanesOfF32(splat(x)), 2),
  ).call;
  const one = functionOf(["f32"], (_, x) => integers.i32OfF32(x)).call;
  for (const x of [...edges, 3e9, -3e9, 2147483520]) {
    assert.equal(one(x), wholePart(x), `${x}`);
    assert.equal(lane(x), wholePart(x), `${x} in a lane`);
  }
});

Deno.test("bits of a float32, and back", () => {
  for (const x of edges) {
    const [bits] = new Int32Array(Float32Array.of(x).buffer);
    assert.equal(valueOf(integers.bitsOfF32(f32(x))), bits);
    assert.ok(Object.is(valueOf(integers.f32OfBits(i32(bits))), x));
  }
});

Deno.test("float32 and float64 become each other", () => {
  for (const x of [...edges, 0.1, 1e300]) {
    assert.ok(Object.is(valueOf(integers.f32OfF64(f64(x))), Math.fround(x)));
    assert.ok(Object.is(valueOf(integers.f64OfF32(f32(x))), Math.fround(x)));
  }
});
