import assert from "node:assert/strict";
import { holesIn, sameEverywhere } from "../../../report/words/surface_words.ts";

Deno.test("holes of a plane and of a line are told", () => {
  const of = (axes: readonly (readonly number[])[], answers: readonly (number | null)[]) =>
    holesIn({ columns: ["x", "y"].slice(0, axes.length), axes, answers });
  assert.equal(of([[0, 1]], [1, 2]), undefined);
  assert.match(of([[0, 1]], [1, null]) ?? "", /the line breaks off/);
  assert.match(of([[0, 1], [0, 1]], [1, 2, null, 4]) ?? "", /the ground is blank/);
});

Deno.test("an answer is the same everywhere where no other one is known", () => {
  assert.match(sameEverywhere([7, null, 7]) ?? "", /same everywhere/);
  assert.equal(sameEverywhere([7, 7, 8]), undefined);
  assert.equal(sameEverywhere([null]), undefined);
});
