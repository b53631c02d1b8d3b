/** What accuses an op, and what does not. */
import assert from "node:assert/strict";
import { input } from "../../../compiler/ir/input.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { isOpCall, type OpCall, type Value } from "../../../compiler/ir/value.ts";
import { cast } from "../../../compiler/ops/cast.ts";
import { greater } from "../../../compiler/ops/greater.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { sub } from "../../../compiler/ops/sub.ts";
import { differenceOf } from "../../../runtime/doctor/difference.ts";
import { compareTensors } from "../../../runtime/doctor/first_difference.ts";

const [x, y] = ["x", "y"].map((name) => input(name, { dtype: "float32", shape: [2] }));
const difference = callOf(sub(x, y));
const product = callOf(mul(difference, x));
const isLarger = callOf(cast(greater(x, y), "float32"));

function callOf(value: Value): OpCall {
  assert(isOpCall(value));
  return value;
}

/** Numbers of values, by the value. */
function numbersOf(entries: readonly (readonly [Value, readonly number[]])[]) {
  return new Map(entries.map(([value, numbers]) => [value, tensor([2], numbers)]));
}

const band = 1e-5;
const fed = [[x, [1, 2]], [y, [1 - 1e-6, 2]]] as const;

Deno.test("a difference of what nearly cancels is as good as its rounding", () => {
  const exact = numbersOf([...fed, [difference, [1e-6, 0]]]);
  const rounded = numbersOf([...fed, [difference, [9.5e-7, 0]]]);
  const compared = compareTensors([difference], [exact, rounded], band);
  assert.deepEqual(compared, { count: 1, largest: 0, explained: 1 });
});

Deno.test("the same is not explained where rounding could not make it", () => {
  const exact = numbersOf([...fed, [difference, [1e-6, 0]]]);
  const wrong = numbersOf([...fed, [difference, [1e-6, 1]]]);
  const { first, explained } = compareTensors([difference], [exact, wrong], band);
  assert.equal(explained, 0);
  assert.equal(first?.value, difference);
  assert.deepEqual([first.found, first.right, first.difference.at], [[0, 1], [0, 0], 1]);
});

Deno.test("an op is not accused of what it was given", () => {
  const exact = numbersOf([...fed, [difference, [1e-6, 0]], [product, [1e-6, 0]]]);
  const rounded = numbersOf([...fed, [difference, [9.5e-7, 0]], [product, [9.5e-7, 0]]]);
  const right = compareTensors([difference, product], [exact, rounded], band);
  assert.deepEqual([right.explained, right.first], [2, undefined]);
  const wrong = numbersOf([...fed, [difference, [9.5e-7, 0]], [product, [9.0e-7, 0]]]);
  const { first } = compareTensors([difference, product], [exact, wrong], band);
  assert.equal(first?.value, product);
});

Deno.test("a comparison that falls otherwise by rounding is no mistake, and else is one", () => {
  const above = numbersOf([[x, [1, 2]], [y, [1 - 1e-7, 1]], [isLarger, [1, 1]]]);
  const below = numbersOf([[x, [1, 2]], [y, [1 + 1e-7, 1]], [isLarger, [0, 1]]]);
  assert.equal(compareTensors([isLarger], [above, below], band).explained, 1);
  const wrong = numbersOf([[x, [1, 2]], [y, [1 + 1e-7, 1]], [isLarger, [0, 0]]]);
  assert.equal(compareTensors([isLarger], [above, wrong], band).first?.difference.at, 1);
});

Deno.test("the same bits are asked of a band of 0, whatever explains others", () => {
  const exact = numbersOf([...fed, [difference, [1e-6, 0]]]);
  const rounded = numbersOf([...fed, [difference, [1.0000001e-6, 0]]]);
  assert.equal(compareTensors([difference], [exact, rounded], 0).first?.value, difference);
  assert.equal(compareTensors([difference], [exact, exact], 0).first, undefined);
});

Deno.test("differences are relative to the largest number, and what is no number is far away", () => {
  assert.deepEqual(differenceOf([1, -4], [1, -3]), { relative: 0.25, absolute: 1, at: 1 });
  assert.deepEqual(differenceOf([0, 0], [0, -0]), { relative: 0, absolute: 0, at: 0 });
  assert.deepEqual(differenceOf([NaN, Infinity], [NaN, Infinity]).relative, 0);
  for (const odd of [NaN, Infinity, -Infinity]) {
    assert.deepEqual(differenceOf([2, 1], [2, odd]), {
      relative: Infinity,
      absolute: Infinity,
      at: 1,
    });
  }
});
