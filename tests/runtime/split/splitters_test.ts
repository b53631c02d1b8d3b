import assert from "node:assert/strict";
import fc from "fast-check";
import type { Share } from "../../../dsl/language/signature.ts";
import { fractionOf, shareOf } from "../../../runtime/split/exact_share.ts";
import { holdout } from "../../../runtime/split/holdout.ts";
import { none } from "../../../runtime/split/none.ts";
import type { Parts } from "../../../runtime/data/parts.ts";
import { splitters } from "../../../runtime/split/registry.ts";
import reference from "../fixtures/splits.json" with { type: "json" };
import type { Splitter } from "../../../runtime/split/splitter.ts";
import { problemsOf, summaryOf } from "../problems_of.ts";
import { partsBy } from "./divided.ts";

const percent = (percent: number): Share => ({ percent });

/** What a splitter makes of so many rows. */
function split(
  splitter: Splitter,
  args: Readonly<Record<string, unknown>>,
  rows: number,
): Parts {
  return partsBy(splitter, args, rows);
}

/** A part as the fixture writes them. */
function listed(part: Int32Array): string {
  return part.join(" ");
}

function countsOf({ train, valid, test }: Parts): readonly number[] {
  return [train.length, valid.length, test.length];
}

Deno.test("holdout of one part picks the rows that train_test_split picks", () => {
  for (const [seed, expected] of Object.entries(reference.iris_70_30.by_seed)) {
    const { train, valid, test } = split(holdout, { test: percent(30), seed: Number(seed) }, 150);
    assert.deepEqual({ train: listed(train), test: listed(test) }, expected, `seed ${seed}`);
    assert.equal(valid.length, 0);
  }
});

Deno.test("holdout of two parts picks the rows that train_test_split twice picks", () => {
  const args = { valid: percent(20), test: percent(20), seed: 7 };
  const { train, valid, test } = split(holdout, args, 150);
  const { call: _, ...expected } = reference.iris_60_20_20_seed_7;
  assert.deepEqual(
    { train: listed(train), valid: listed(valid), test: listed(test) },
    expected,
  );
});

Deno.test("holdout of a validation part alone picks the same rows as of a test part", () => {
  const { valid } = split(holdout, { valid: percent(30), seed: 1 }, 150);
  assert.deepEqual(valid, split(holdout, { test: percent(30), seed: 1 }, 150).test);
});

Deno.test("shares given as rows are exact, and mix with percents", () => {
  const held = (valid: Share, test: Share) => split(holdout, { valid, test, seed: 0 }, 99);
  assert.deepEqual(countsOf(held({ rows: 7 }, { rows: 8 })), [84, 7, 8]);
  assert.deepEqual(countsOf(held(percent(10), { rows: 8 })), [81, 10, 8]);
});

Deno.test("percents are exact and parts are rounded up", () => {
  // In floats 0.07 · 100 is a little over 7, and 7 rows would become 8.
  assert.equal(shareOf(fractionOf(7), 100), 7);
  assert.equal(shareOf(fractionOf(7), 101), 8);
  assert.equal(shareOf(fractionOf(12.5), 80), 10);
  assert.equal(shareOf(fractionOf(12.5), 81), 11);
  assert.equal(shareOf(fractionOf(1e-7), 1e9), 1);
  assert.equal(shareOf(fractionOf(1e-7), 1e9 + 1), 2);
});

Deno.test("parts are a partition of all rows", () => {
  const share = fc.oneof(
    fc.integer({ min: 1, max: 400 }).map((tenths) => percent(tenths / 10)),
    fc.integer({ min: 1, max: 8 }).map((rows) => ({ rows })),
  );
  const args = fc.record({ valid: share, test: share, seed: fc.nat() }, { requiredKeys: ["seed"] });
  fc.assert(fc.property(args, fc.integer({ min: 20, max: 300 }), (args, rows) => {
    fc.pre(args.valid !== undefined || args.test !== undefined);
    if (problemsOf(() => split(holdout, args, rows)).length > 0) return;
    const { train, valid, test } = split(holdout, args, rows);
    const all = Int32Array.from([...train, ...valid, ...test]).sort();
    assert.deepEqual(all, split(none, {}, rows).train);
    assert.deepEqual(
      [valid.length > 0, test.length > 0],
      [args.valid !== undefined, args.test !== undefined],
    );
  }));
});

Deno.test("a split that leaves a part empty is refused", () => {
  const codes = (args: Record<string, unknown>, rows: number) =>
    summaryOf(problemsOf(() => split(holdout, { seed: 0, ...args }, rows)));
  assert.deepEqual(codes({}, 150), ["E0427"]);
  assert.deepEqual(codes({ test: { rows: 0 } }, 150), ["E0428"]);
  assert.deepEqual(codes({ test: percent(100) }, 150), ["E0428"]);
  assert.deepEqual(codes({ valid: percent(80), test: percent(80) }, 150), ["E0428"]);
  assert.deepEqual(codes({ valid: percent(0), test: percent(0) }, 150), ["E0428", "E0428"]);
  // One row is held out of two, and rounding up gives it to the test part.
  assert.deepEqual(codes({ valid: percent(20), test: percent(20) }, 2), ["E0428"]);
});

Deno.test("none trains on all rows in order", () => {
  assert.deepEqual(countsOf(split(none, {}, 3)), [3, 0, 0]);
});

Deno.test("splitter names are unique", () => {
  assert.equal(new Set(splitters.map(({ name }) => name)).size, splitters.length);
});
