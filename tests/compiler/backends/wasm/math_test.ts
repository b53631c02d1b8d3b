import assert from "node:assert/strict";
import { erfOf } from "../../../../compiler/ops/erf.ts";
import type { RealType } from "../../../../compiler/backends/wasm/arithmetic.ts";
import { Code } from "../../../../compiler/backends/wasm/code.ts";
import {
  type Expression,
  i32,
  load,
  loadV128,
  mul,
} from "../../../../compiler/backends/wasm/expression.ts";
import {
  erf,
  exp,
  log,
  log1p,
  sigmoid,
  softplus,
  tanh,
} from "../../../../compiler/backends/wasm/math.ts";
import { imported, start } from "./helpers.ts";

interface Case {
  readonly build: <T extends RealType>(code: Code, x: Expression<T>) => Expression<T>;
  /** The function in float64. */
  readonly exact: (x: number) => number;
  /** The error that its docstring states, in units in the last place. */
  readonly units: number;
  /** What it gives for some numbers, exactly. */
  readonly at: readonly (readonly [x: number, y: number])[];
}

const infinite = Infinity;

const cases: Readonly<Record<string, Case>> = {
  exp: {
    build: exp,
    exact: Math.exp,
    units: 1,
    at: [[0, 1], [-0, 1], [infinite, infinite], [-infinite, 0], [89, infinite], [-104, 0]],
  },
  log: {
    build: log,
    exact: Math.log,
    units: 0.9,
    at: [[1, 0], [0, -infinite], [-0, -infinite], [infinite, infinite], [-1, NaN]],
  },
  log1p: {
    build: log1p,
    exact: Math.log1p,
    units: 1.5,
    at: [[0, 0], [-1, -infinite], [infinite, infinite], [-2, NaN], [1e-45, 1e-45]],
  },
  tanh: {
    build: tanh,
    exact: Math.tanh,
    units: 2.6,
    at: [[0, 0], [-0, -0], [infinite, 1], [-infinite, -1], [9.1, 1], [-1e30, -1], [1e-45, 1e-45]],
  },
  erf: {
    build: erf,
    exact: erfOf,
    units: 1.2,
    at: [[0, 0], [-0, -0], [infinite, 1], [-infinite, -1], [4, 1], [-1e30, -1]],
  },
  sigmoid: {
    build: sigmoid,
    exact: (x) => x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)),
    units: 2.5,
    at: [[0, 0.5], [infinite, 1], [-infinite, 0], [-104, 0], [1e30, 1]],
  },
  softplus: {
    build: softplus,
    exact: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    units: 2,
    at: [[infinite, infinite], [-infinite, 0], [1e30, 1e30], [-104, 0]],
  },
};

/** So many numbers at a time, before their results in the memory. */
const count = 2 ** 14;

/** The function of as many numbers, one by one and four by four. */
function compile({ build }: Case) {
  const results = 4 * count;
  const one = new Code();
  one.loop({ count, step: 4 }, (at) => one.store("f32", at, build(one, load("f32", at)), results));
  const four = new Code();
  four.loop({ count: count / 4 }, (index) => {
    const at = four.bind(mul(index, i32(16)));
    four.storeV128(at, build(four, loadV128(at)), results);
  });
  const { functions, memory } = start({
    memory: { ...imported, minPages: 2 * results / 2 ** 16 },
    functions: [
      one.toFunction({ name: "one", isExported: true }),
      four.toFunction({ name: "four", isExported: true }),
    ],
  });
  const run = (call: () => unknown, xs: Float32Array) => {
    new Float32Array(memory.buffer).set(xs);
    call();
    return new Float32Array(memory.buffer.slice(results, results + 4 * xs.length));
  };
  return {
    one: (xs: Float32Array) => run(functions.one, xs),
    four: (xs: Float32Array) => run(functions.four, xs),
  };
}

/** Numbers from all of float32, infinities and NaN among them: every so many-th by its bits. */
function* everyNumber(): Iterable<Float32Array> {
  // A prime, so that the lowest bits differ.
  const step = 4001;
  for (let first = 0; first < 2 ** 32; first += step * count) {
    const bits = Uint32Array.from(
      { length: count },
      (_, index) => Math.min(first + step * index, 2 ** 32 - 1),
    );
    yield new Float32Array(bits.buffer);
  }
}

/** Numbers where the functions bend, evenly spaced. */
function* evenly(): Iterable<Float32Array> {
  for (let first = -128; first < 128; first += 8) {
    yield Float32Array.from({ length: count }, (_, index) => first + 8 * index / count);
  }
}

/**
 * Whether a number is too small for full precision. Where ONNX Runtime was in this process before, its thread takes
 * such numbers for 0, in all arithmetic.
 */
function isTiny(x: number): boolean {
  return x !== 0 && Math.abs(x) < 2 ** -125;
}

/** What one unit in the last place of the float32 nearest to a number is. */
function unitOf(exact: number): number {
  const exponent = exact === 0 ? -126 : Math.floor(Math.log2(Math.abs(exact)));
  return 2 ** (Math.max(exponent, -126) - 23);
}

/** How far a result is from the exact one, in units in the last place. */
function unitsOff(actual: number, exact: number): number {
  const rounded = Math.fround(exact);
  if (Object.is(actual, rounded) || actual === rounded) return 0;
  return Math.abs(actual - exact) / unitOf(exact);
}

for (const [name, each] of Object.entries(cases)) {
  Deno.test(`${name} is as exact as its docstring says`, () => {
    const { four } = compile(each);
    for (const xs of [...everyNumber(), ...evenly()]) {
      four(xs).forEach((y, at) => {
        const exact = each.exact(xs[at]);
        if (isTiny(xs[at]) || isTiny(exact)) return;
        const off = unitsOff(y, exact);
        if (!(off < each.units)) assert.fail(`${name} ${xs[at]} is ${y}: ${off} units off`);
      });
    }
  });

  Deno.test(`${name} gives a lane the bits that one number gets`, () => {
    const { one, four } = compile(each);
    for (const xs of evenly()) assert.deepEqual(four(xs), one(xs));
  });

  Deno.test(`${name} at the edges`, () => {
    const { one, four } = compile(each);
    const points = [...each.at, [NaN, NaN] as const].map(([x, y]) => [x, Math.fround(y)])
      .filter((point) => !point.some(isTiny));
    const xs = Float32Array.from(points, ([x]) => x);
    const expected = points.map(([, y]) => y);
    assert.deepEqual([...one(xs)], expected);
    assert.deepEqual([...four(xs)], expected);
  });
}

Deno.test("tanh and erf are exactly odd", () => {
  for (const name of ["tanh", "erf"]) {
    const { four } = compile(cases[name]);
    for (const xs of evenly()) {
      const turned = four(xs.map((x) => -x)).map((y) => -y);
      assert.deepEqual(turned, four(xs));
    }
  }
});

Deno.test("the functions are the same bytes twice", () => {
  const bytesOf = () => {
    const code = new Code();
    for (const { build } of Object.values(cases)) {
      code.storeV128(i32(0), build(code, loadV128(i32(0))));
    }
    return code.code;
  };
  assert.deepEqual(bytesOf(), bytesOf());
});
