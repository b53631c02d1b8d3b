import assert from "node:assert/strict";
import type { InitializerCall } from "../../../compiler/initializers/initializer.ts";
import { gainOf } from "../../../compiler/initializers/fan.ts";
import { initializers, vectorInitializers } from "../../../compiler/initializers/registry.ts";
import { planned } from "../models.ts";
import { randomFor } from "../../../compiler/initializers/random.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { PenstockError } from "../../../dsl/text/diagnostic.ts";
import torch from "../../fixtures/torch_layers.json" with { type: "json" };
import { assertClose } from "../helpers.ts";
import { callOf } from "../models.ts";
import { call } from "../layers/harness.ts";

function init(name: string, args: Readonly<Record<string, unknown>> = {}): InitializerCall {
  return callOf(initializers.find((each) => each.name === name)!, args);
}

const [rows, columns] = [400, 300];
const count = rows * columns;

function draw(name: string, args = {}, shape: readonly number[] = [rows, columns]): Float64Array {
  const { definition, arguments: given } = init(name, args);
  return definition.initializer(given)(shape, randomFor(3, "test", name));
}

interface Expected {
  readonly mean?: number;
  readonly deviation: number;
  /** No value is further from the mean. */
  readonly bound?: number;
}

/** Compares mean and variance with what they should be. */
function assertSpread(x: Float64Array, { mean = 0, deviation, bound }: Expected, what: string) {
  const average = x.reduce((sum, each) => sum + each) / x.length;
  const square = x.reduce((sum, each) => sum + (each - mean) ** 2, 0) / x.length;
  // Five standard errors: σ/√n of the mean, and of the variance at most the normal's σ² √(2/n).
  assert.ok(Math.abs(average - mean) < 5 * deviation / Math.sqrt(x.length), `${what}: ${average}`);
  const error = Math.abs(square / deviation ** 2 - 1);
  assert.ok(error < 5 * Math.sqrt(2 / x.length), `${what}: ${Math.sqrt(square)}`);
  if (bound === undefined) return;
  const furthest = x.reduce((most, each) => Math.max(most, Math.abs(each - mean)), 0);
  // Of so many values one is within a thousandth of the end, but with a chance of e⁻¹⁰ or less.
  assert.ok(furthest <= bound && furthest > 0.999 * bound, `${what}: ${furthest}`);
}

const even = (deviation: number) => ({ deviation, bound: Math.sqrt(3) * deviation });

const spreads: readonly [string, Readonly<Record<string, unknown>>, Expected][] = [
  ["kaiming_uniform", {}, even(Math.sqrt(2 / columns))],
  ["kaiming_uniform", { mode: "fan_out" }, even(Math.sqrt(2 / rows))],
  ["kaiming_uniform", { nonlinearity: "tanh" }, even(5 / 3 / Math.sqrt(columns))],
  ["kaiming_normal", {}, { deviation: Math.sqrt(2 / columns) }],
  ["kaiming_normal", { slope: 1 }, { deviation: Math.sqrt(1 / columns) }],
  ["kaiming_normal", { mode: "fan_out", nonlinearity: "selu" }, { deviation: 0.75 / 20 }],
  ["xavier_uniform", {}, even(Math.sqrt(2 / (rows + columns)))],
  ["xavier_uniform", { gain: 3 }, even(3 * Math.sqrt(2 / (rows + columns)))],
  ["xavier_normal", {}, { deviation: Math.sqrt(2 / (rows + columns)) }],
  ["lecun_uniform", {}, even(Math.sqrt(1 / columns))],
  ["lecun_normal", {}, { deviation: Math.sqrt(1 / columns) }],
  ["normal", {}, { deviation: 1 }],
  ["normal", { mean: 3, std: 0.5 }, { mean: 3, deviation: 0.5 }],
  ["uniform", {}, { mean: 0.5, ...even(Math.sqrt(1 / 12)) }],
  ["uniform", { low: -3, high: 1 }, { mean: -1, ...even(Math.sqrt(16 / 12)) }],
  // The variance of a normal distribution cut off at ±2: 1 - 2 · 2 φ(2) / (2 Φ(2) - 1).
  ["truncated_normal", {}, { deviation: Math.sqrt(0.7737413), bound: 2 }],
  ["truncated_normal", { mean: 1, std: 2, low: -3, high: 5 }, {
    mean: 1,
    deviation: 2 * Math.sqrt(0.7737413),
    bound: 4,
  }],
  // Cut off where it has ended: the whole normal distribution.
  ["truncated_normal", { low: -1000, high: 1000 }, { deviation: 1 }],
  // Cut to a narrow part, it is as good as even.
  ["truncated_normal", { low: -1e-3, high: 1e-3 }, even(1e-3 / Math.sqrt(3))],
];

for (const [name, args, expected] of spreads) {
  Deno.test(`${name} ${JSON.stringify(args)} has the right mean, spread and ends`, () => {
    assertSpread(draw(name, args), expected, name);
  });
}

Deno.test("initializers spread as those of PyTorch", () => {
  for (const [name, { deviation }] of Object.entries(torch.spreads)) {
    const x = draw(name);
    const actual = Math.sqrt(x.reduce((sum, each) => sum + each ** 2, 0) / count);
    // Both are measured on 120,000 values: √2 · 5 standard errors of a relative deviation, √(1/2n).
    assert.ok(Math.abs(actual / deviation - 1) < 5 * Math.sqrt(1 / count), name);
  }
});

Deno.test("normal values are normal: their third and fourth moments, and what lies outside ±2", () => {
  const x = draw("normal");
  const mean = (f: (each: number) => number) => x.reduce((sum, each) => sum + f(each), 0) / count;
  // Five standard errors: E x⁶ = 15, and E x⁸ - (E x⁴)² = 105 - 9.
  assert.ok(Math.abs(mean((each) => each ** 3)) < 5 * Math.sqrt(15 / count));
  assert.ok(Math.abs(mean((each) => each ** 4) - 3) < 5 * Math.sqrt(96 / count));
  const outside = 0.0455003;
  const share = mean((each) => Number(Math.abs(each) > 2));
  assert.ok(Math.abs(share - outside) < 5 * Math.sqrt(outside / count));
});

Deno.test("a truncated normal keeps its shape in a tail", () => {
  const x = draw("truncated_normal", { low: 3, high: 10 });
  assert.ok(x.every((each) => each >= 3 && each <= 10));
  const mean = x.reduce((sum, each) => sum + each) / count;
  // φ(3) / (1 - Φ(3)) = 3.28310; the variance of the tail is 0.0711.
  assert.ok(Math.abs(mean - 3.2831) < 5 * Math.sqrt(0.0711 / count), `${mean}`);
});

Deno.test("zeros, ones and constant are what they say", () => {
  assert.deepEqual([...draw("zeros", {}, [2])], [0, 0]);
  assert.deepEqual([...draw("ones", {}, [2])], [1, 1]);
  assert.deepEqual([...draw("constant", { value: 2.5 }, [1, 2])], [2.5, 2.5]);
});

Deno.test("orthogonal gives orthogonal rows, or columns where there are fewer, of length gain", () => {
  for (const [out, inputs] of [[5, 5], [3, 8], [8, 3], [1, 4], [4, 1], [60, 50]] as const) {
    const w = draw("orthogonal", { gain: 2 }, [out, inputs]);
    const size = Math.min(out, inputs);
    const at = (vector: number, index: number) =>
      out <= inputs ? w[vector * inputs + index] : w[index * inputs + vector];
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        let product = 0;
        for (let index = 0; index < Math.max(out, inputs); index++) {
          product += at(a, index) * at(b, index);
        }
        // Rounding of float64.
        assert.ok(Math.abs(product - (a === b ? 4 : 0)) < 1e-13, `${out}, ${inputs}: ${product}`);
      }
    }
  }
});

Deno.test("orthogonal prefers no direction", () => {
  const first = Float64Array.from({ length: 4000 }, (_, seed) => {
    const { definition, arguments: args } = init("orthogonal");
    return definition.initializer(args)([3, 3], randomFor(seed, "test", "orthogonal"))[4];
  });
  // A coordinate of a random unit vector in three dimensions is even in ±1 (Archimedes).
  assertSpread(first, { deviation: Math.sqrt(1 / 3) }, "orthogonal");
});

Deno.test("gains are those of torch.nn.init.calculate_gain", () => {
  for (const { nonlinearity, slope = 0, gain } of torch.gains as Gain[]) {
    assertClose([gainOf({ nonlinearity, slope })], [gain], { tolerance: 1e-15 });
  }
});

type Gain = Parameters<typeof gainOf>[0] & { readonly gain: number };

Deno.test("initializers for a vector are those that need no matrix", () => {
  assert.deepEqual(vectorInitializers.map(({ name }) => name), [
    "constant",
    "normal",
    "ones",
    "truncated_normal",
    "uniform",
    "zeros",
  ]);
});

Deno.test("linear and embedding start as they are told", () => {
  const plan = planned([
    call("linear", { out: 2, init: init("ones"), bias_init: init("constant", { value: 3 }) }),
    call("linear", { out: 1, init: init("zeros"), bias: [5] }),
    call("reshape", { shape: [1] }),
    call("embedding", { count: 3, dim: 2, init: init("constant", { value: 4 }) }),
  ], ["a"]);
  assert.deepEqual([...initialState(plan, 0)], [1, 1, 3, 3, 0, 0, 5, 4, 4, 4, 4, 4, 4]);
});

Deno.test("embedding starts as N(0, 1)", () => {
  const plan = planned([call("embedding", { count: 100, dim: 100 })], ["a"]);
  assertSpread(Float64Array.from(initialState(plan, 0)), { deviation: 1 }, "embedding");
});

Deno.test("a start that is said twice, or cannot be drawn, is refused", () => {
  const refused: [Readonly<Record<string, unknown>>, string][] = [
    [{ weight: [[1]], init: init("ones") }, "E0326"],
    [{ bias: [1], bias_init: init("ones") }, "E0326"],
    [{ bias: false, bias_init: init("ones") }, "E0326"],
    [{ init: init("uniform", { low: 1, high: 1 }) }, "E0327"],
    [{ init: init("truncated_normal", { low: 9, high: 10 }) }, "E0327"],
    [{ init: init("truncated_normal", { low: -1e9, high: -9 }) }, "E0327"],
  ];
  for (const [args, code] of refused) {
    assert.throws(() => planned([call("linear", { out: 1, ...args })], ["a"]), (error) => {
      assert.ok(error instanceof PenstockError);
      assert.equal(error.diagnostics[0]!.code, code);
      return true;
    });
  }
});
