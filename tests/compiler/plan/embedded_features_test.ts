/** Which features an embedding is asked by. */
import assert from "node:assert/strict";
import { embeddedFeatures } from "../../../compiler/plan/embedded_features.ts";
import { input } from "../../../compiler/ir/input.ts";
import type { Value } from "../../../compiler/ir/value.ts";
import { cast } from "../../../compiler/ops/cast.ts";
import { concat } from "../../../compiler/ops/concat.ts";
import { gatherRows } from "../../../compiler/ops/gather_rows.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { reshape } from "../../../compiler/ops/reshape.ts";
import { slice } from "../../../compiler/ops/slice.ts";
import { take } from "../../../compiler/ops/take.ts";

const features = input("features", { dtype: "float32", shape: ["N", 5] });
const table = (count: number) => input(`table${count}`, { dtype: "float32", shape: [count, 3] });
const embedded = (codes: Value, count: number) => gatherRows(table(count), cast(codes, "int32"));
const found = (scores: Value) =>
  embeddedFeatures(scores, features).map(({ place, count }) => [place, count]);

Deno.test("features that are picked, moved and joined on their way are found by their places", () => {
  const picked = concat([slice(features, { axis: -1, start: 3, end: 5 }), take(features, [0])], -1);
  assert.deepEqual(found(embedded(reshape(picked, ["N", 3, 1]), 7)), [[3, 7], [4, 7], [0, 7]]);
});

Deno.test("each of two tables has its own features", () => {
  const one = embedded(take(features, [1]), 4);
  const other = embedded(take(features, [2]), 9);
  assert.deepEqual(found(concat([one, other], -1)), [[1, 4], [2, 9]]);
});

Deno.test("what a layer computed is no code of the data", () => {
  assert.deepEqual(found(embedded(mul(features, features), 4)), []);
  assert.deepEqual(found(features), []);
});
