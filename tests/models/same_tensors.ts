import assert from "node:assert/strict";
import type { JsonTensors } from "./kinds.ts";

/** The same outputs, numbers within the rounding of float32 sums in another order. */
export function assertSameTensors(actual: JsonTensors, expected: JsonTensors, what: string): void {
  assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort(), what);
  for (const [name, { type, shape, data }] of Object.entries(expected)) {
    const found = actual[name];
    assert.deepEqual([found.type, found.shape], [type, shape], `${what}, ${name}`);
    data.forEach((cell, at) => assertNear(found.data[at], cell, `${what}, ${name}, place ${at}`));
  }
}

/** @param wanted Text exactly, a number within 1e-5 of it or of 1, whichever is larger. */
export function assertNear(
  actual: number | string | null,
  wanted: number | string | null,
  what: string,
): void {
  if (typeof actual !== "number" || typeof wanted !== "number") {
    return assert.equal(actual, wanted, what);
  }
  const room = 1e-5 * Math.max(1, Math.abs(wanted));
  assert(Math.abs(actual - wanted) <= room, `${what}: ${actual} is not ${wanted}`);
}
