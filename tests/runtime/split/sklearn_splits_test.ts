/** The rows of each part beside those of scikit-learn and pandas, for many sizes, shares and seeds. */
import assert from "node:assert/strict";
import type { Share } from "../../../dsl/language/signature.ts";
import { groupSplit } from "../../../runtime/split/group.ts";
import { holdout } from "../../../runtime/split/holdout.ts";
import { sample } from "../../../runtime/split/sample.ts";
import { partsBy } from "./divided.ts";

/** How many rows each side has, and a checksum of them. */
type Sides = readonly [train: number, trainSum: number, test: number, testSum: number];
type Case = readonly [rows: number, seed: number, share: Share, sides: Sides];
type Weights = readonly [classes: number, weights: readonly number[]];

const reference: {
  readonly fraction: readonly Case[];
  readonly sample: readonly Case[];
  readonly group: readonly Case[];
  readonly stratified: readonly (readonly [number, number, Share, Weights, Sides])[];
  readonly twice: readonly (readonly [number, number, Weights, Sides])[];
} = JSON.parse(
  await Deno.readTextFile(new URL("../fixtures/sklearn_splits.json", import.meta.url)),
);

function checksum(rows: Iterable<number>): number {
  let sum = 0;
  for (const row of rows) sum = (sum * 31 + row + 1) % (2 ** 31 - 1);
  return sum;
}

function sidesOf(train: Int32Array, test: Iterable<number>): Sides {
  const rows = [...test];
  return [train.length, checksum(train), rows.length, checksum(rows)];
}

/** Classes of so many rows by their weights, in an order that is the same in Python. */
function classesOf(rows: number, [, weights]: Weights): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const bounds: number[] = [];
  let sum = 0;
  for (const weight of weights) bounds.push((sum += weight) / total);
  const sorted = Array.from({ length: rows }, (_, row) => {
    return bounds.findIndex((bound) => (row + 0.5) / rows <= bound);
  });
  const isPrime = rows % 7919 !== 0;
  return isPrime ? sorted.map((_, row) => sorted[(row * 7919 + 13) % rows]) : sorted;
}

Deno.test("fractions hold out the rows of train_test_split, with its rounding", () => {
  for (const [rows, seed, share, sides] of reference.fraction) {
    const { train, test } = partsBy(holdout, { test: share, seed }, rows);
    assert.deepEqual(sidesOf(train, test), sides, `${rows} ${seed} ${JSON.stringify(share)}`);
  }
});

Deno.test("stratified rows are those of train_test_split(stratify=y)", () => {
  assert(reference.stratified.length > 300);
  for (const [rows, seed, share, weights, sides] of reference.stratified) {
    const args = { test: share, seed, stratify: true };
    const { train, test } = partsBy(holdout, args, rows, { classes: classesOf(rows, weights) });
    assert.deepEqual(sidesOf(train, test), sides, `${rows} ${seed} ${JSON.stringify(share)}`);
  }
});

Deno.test("two stratified parts are those of train_test_split twice", () => {
  for (const [rows, seed, weights, sides] of reference.twice) {
    const args = { valid: { percent: 20 }, test: { percent: 20 }, seed, stratify: true };
    const parts = partsBy(holdout, args, rows, { classes: classesOf(rows, weights) });
    assert.deepEqual(sidesOf(parts.train, [...parts.valid, ...parts.test]), sides, `${rows}`);
  }
});

Deno.test("a column stratifies as the classes do", () => {
  const [rows, seed, share, weights, sides] = reference.stratified[0];
  const columns = { region: classesOf(rows, weights).map((each) => `r${each}`) };
  const { train, test } = partsBy(holdout, { test: share, seed, stratify: "region" }, rows, {
    columns,
  });
  assert.deepEqual(sidesOf(train, test), sides);
});

Deno.test("samples are those of pandas, in its order", () => {
  for (const [rows, seed, share, sides] of reference.sample) {
    const { train, test } = partsBy(sample, { train: share, seed }, rows);
    assert.deepEqual(sidesOf(train, test), sides, `${rows} ${seed} ${JSON.stringify(share)}`);
  }
});

Deno.test("groups are those of GroupShuffleSplit", () => {
  for (const [rows, seed, share, sides] of reference.group) {
    const count = Math.max(3, Math.floor(rows / 6));
    const groups = Array.from({ length: rows }, (_, row) => String(row * 7919 % count));
    const { train, test } = partsBy(groupSplit, { column: "g", test: share, seed }, rows, {
      columns: { g: groups },
    });
    assert.deepEqual(sidesOf(train, test), sides, `${rows} ${seed} ${JSON.stringify(share)}`);
  }
});
