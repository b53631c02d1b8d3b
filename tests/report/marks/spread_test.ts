import assert from "node:assert/strict";
import { spread } from "../../../report/marks/spread.ts";

const room = { distance: 15, low: 0, high: 100 };

Deno.test("what has room keeps its place", () => {
  assert.deepEqual(spread([10, 50, 90], room), [10, 50, 90]);
});

Deno.test("a crowd moves apart around its middle, in its order", () => {
  assert.deepEqual(spread([50, 50], room), [42.5, 57.5]);
  assert.deepEqual(spread([52, 50, 51], room), [66, 36, 51]);
});

Deno.test("a crowd that grows into another becomes one with it", () => {
  const places = spread([40, 45, 50, 55], room);
  places.slice(1).forEach((each, at) => assert.equal(each - places[at], 15));
  assert.equal((places[0] + places[3]) / 2, 47.5);
});

Deno.test("nothing stands beyond the ends", () => {
  assert.deepEqual(spread([0, 1], room), [0, 15]);
  assert.deepEqual(spread([99, 100], room), [85, 100]);
});
