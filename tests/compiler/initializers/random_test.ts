import assert from "node:assert/strict";
import fc from "fast-check";
import { type Random, randomFor, randomOrder } from "../../../compiler/initializers/random.ts";

function draw(count: number, random: Random): number[] {
  return Array.from({ length: count }, random);
}

/** Σ (observed - expected)² / expected. */
function chiSquare(observed: ArrayLike<number>, expected: number): number {
  return Array.from(observed, (count) => (count - expected) ** 2 / expected)
    .reduce((sum, each) => sum + each, 0);
}

/**
 * A bound that chi-square of `freedom` degrees exceeds once in 10⁶ or less: its mean, and five
 * standard deviations √(2 freedom), plus what its long right tail adds. Seeds are fixed, so a test
 * that passes once always passes; the bound says that a sound generator would pass nearly any seed.
 */
function chiSquareBound(freedom: number): number {
  return freedom + 5 * Math.sqrt(2 * freedom) + 12;
}

Deno.test("the same seed, purpose and key draw the same numbers", () => {
  fc.assert(
    fc.property(fc.nat(), fc.string(), fc.string(), (seed, purpose, key) => {
      const again = draw(5, randomFor(seed, purpose, key));
      assert.deepEqual(draw(5, randomFor(seed, purpose, key)), again);
      assert.ok(again.every((each) => each >= 0 && each < 1));
    }),
  );
});

Deno.test("random numbers stay as they are from version to version", () => {
  const random = randomFor(7, "initial", "hidden.weight");
  assert.deepEqual(draw(3, random), [0.42835643419826386, 0.12483657339946819, 0.6794864935401836]);
});

Deno.test("sources do not depend on what was drawn from others", () => {
  const [a, b] = [randomFor(1, "initial", "a"), randomFor(1, "initial", "b")];
  const mixed = Array.from({ length: 6 }, (_, index) => index % 2 ? b() : a());
  const alone = draw(3, randomFor(1, "initial", "a"));
  assert.deepEqual([mixed[0], mixed[2], mixed[4]], alone);
});

Deno.test("another seed, purpose or key draws other numbers", () => {
  const sources = [
    randomFor(0, "initial", "a"),
    randomFor(1, "initial", "a"),
    randomFor(2 ** 32 - 1, "initial", "a"),
    randomFor(0, "shuffle", "a"),
    randomFor(0, "initial", "b"),
    randomFor(0, "initial", "aa"),
    randomFor(0, "initial", 1),
    randomFor(0, "initial", 11),
  ];
  const drawn = sources.flatMap((random) => draw(50, random));
  assert.equal(new Set(drawn).size, drawn.length);
});

Deno.test("numbers are spread evenly over 0..1", () => {
  const count = 40_000;
  const numbers = draw(count, randomFor(1, "test", "uniform"));
  const mean = numbers.reduce((sum, each) => sum + each, 0) / count;
  const variance = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / count;
  // Five standard errors: of the mean √(1/12 / n), of the variance √(1/180 / n).
  assert.ok(Math.abs(mean - 1 / 2) < 5 * Math.sqrt(1 / 12 / count), `mean ${mean}`);
  assert.ok(Math.abs(variance - 1 / 12) < 5 * Math.sqrt(1 / 180 / count), `variance ${variance}`);
  const bins = new Uint32Array(100);
  for (const each of numbers) bins[Math.floor(each * 100)]++;
  assert.ok(chiSquare(bins, count / 100) < chiSquareBound(99));
});

Deno.test("neighbouring numbers are independent", () => {
  const count = 40_000;
  const random = randomFor(1, "test", "pairs");
  const bins = new Uint32Array(100);
  for (let pair = 0; pair < count; pair++) {
    bins[10 * Math.floor(10 * random()) + Math.floor(10 * random())]++;
  }
  assert.ok(chiSquare(bins, count / 100) < chiSquareBound(99));
});

Deno.test("the first numbers of neighbouring keys and seeds are spread evenly", () => {
  const count = 10_000;
  const families: ((index: number) => Random)[] = [
    (index) => randomFor(index, "shuffle", 1),
    (index) => randomFor(1, "shuffle", index),
    (index) => randomFor(1, "initial", `linear_${index}.weight`),
  ];
  for (const family of families) {
    const bins = new Uint32Array(50);
    for (let index = 0; index < count; index++) bins[Math.floor(50 * family(index)())]++;
    assert.ok(chiSquare(bins, count / 50) < chiSquareBound(49));
  }
});

Deno.test("a random order holds every number once", () => {
  fc.assert(
    fc.property(fc.nat({ max: 300 }), fc.nat(), (count, seed) => {
      const order = randomOrder(count, randomFor(seed, "shuffle", 1));
      assert.deepEqual(order.sort(), Int32Array.from({ length: count }, (_, index) => index));
    }),
  );
});

Deno.test("every order of four is about as frequent as any other", () => {
  const count = 24_000;
  const seen = new Map<string, number>();
  for (let epoch = 0; epoch < count; epoch++) {
    const order = randomOrder(4, randomFor(1, "shuffle", epoch)).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  assert.equal(seen.size, 24);
  assert.ok(chiSquare([...seen.values()], count / 24) < chiSquareBound(23));
});

Deno.test("epochs are shuffled differently, and the same way when asked again", () => {
  const order = (epoch: number) => randomOrder(50, randomFor(3, "shuffle", epoch)).join();
  const orders = [1, 2, 3, 4].map(order);
  assert.equal(new Set(orders).size, 4);
  assert.deepEqual([1, 2, 3, 4].map(order), orders);
});
