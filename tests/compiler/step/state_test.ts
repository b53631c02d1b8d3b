import assert from "node:assert/strict";
import type { Layer } from "../../../compiler/layers/layer.ts";
import { planned } from "../models.ts";
import type { CheckedCall } from "../../../dsl/language/pipeline.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { linear } from "../../../compiler/layers/linear.ts";
import { reluLayer } from "../../../compiler/layers/relu.ts";
import { callOf, dense } from "../models.ts";

/** How each parameter starts, by name. */
function starts(
  calls: readonly CheckedCall<Layer>[],
  { features = 4, seed = 1 } = {},
): Map<string, Float32Array> {
  const plan = planned(calls, Array.from({ length: features }, (_, index) => `f${index}`));
  const state = initialState(plan, seed);
  assert.equal(state.length, plan.size);
  return new Map(
    plan.parameters.map(({ name, offset, size }) => [name, state.slice(offset, offset + size)]),
  );
}

const layer = (label: string, out: number) => callOf<Layer>(linear, { out }, label);

Deno.test("the same seed starts the same, another seed does not", () => {
  assert.deepEqual(starts([dense(3)]), starts([dense(3)]));
  assert.notDeepEqual(starts([dense(3)], { seed: 2 }), starts([dense(3)]));
});

Deno.test("weight and bias of linear start uniformly in ±1/√in", () => {
  for (const features of [1, 4, 100]) {
    const bound = 1 / Math.sqrt(features);
    const drawn = starts([dense(1000)], { features });
    for (const name of ["linear_1.weight", "linear_1.bias"]) {
      const values = drawn.get(name)!;
      assert.ok(values.every((each) => Math.abs(each) <= bound), name);
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
      const square = values.reduce((sum, each) => sum + each ** 2, 0) / values.length;
      // Five standard errors of a uniform distribution in ±b: √(b²/3 / n), and for x² √(4b⁴/45 / n).
      assert.ok(Math.abs(mean) < 5 * bound * Math.sqrt(1 / 3 / values.length), name);
      const spread = 5 * bound ** 2 * Math.sqrt(4 / 45 / values.length);
      assert.ok(Math.abs(square - bound ** 2 / 3) < spread, name);
      // Of 1000 or more, some come near both ends; all missing 2% has a chance of 0.98¹⁰⁰⁰ ≈ 10⁻⁹.
      assert.ok(Math.min(...values) < -0.96 * bound && Math.max(...values) > 0.96 * bound, name);
    }
  }
});

Deno.test("weight and bias, and layers of the same size, start differently", () => {
  const drawn = [...starts([dense(4), dense(4), dense(4)]).values()].map((each) => each[0]);
  assert.equal(new Set(drawn).size, drawn.length);
});

Deno.test("adding a layer does not change how the others start", () => {
  const before = starts([layer("first", 4), layer("last", 2)]);
  const after = starts([layer("first", 4), callOf(reluLayer), layer("extra", 4), layer("last", 2)]);
  for (const [name, values] of before) assert.deepEqual(after.get(name), values);
});

Deno.test("appending an unnamed layer does not change how the others start", () => {
  const before = starts([dense(4), dense(4)]);
  const after = starts([dense(4), dense(4), dense(4)]);
  for (const [name, values] of before) assert.deepEqual(after.get(name), values);
});

Deno.test("literal parameters start as written", () => {
  const weight = [[1, 2], [3, 4], [5, 6]];
  const drawn = starts([dense(3, { weight, bias: [7, 8, 9] })], { features: 2 });
  assert.deepEqual([...drawn.get("linear_1.weight")!], [1, 2, 3, 4, 5, 6]);
  assert.deepEqual([...drawn.get("linear_1.bias")!], [7, 8, 9]);
});
