import assert from "node:assert/strict";
import { erfOf } from "../../../compiler/ops/erf.ts";
import torch from "../../fixtures/torch_layers.json" with { type: "json" };

Deno.test("the reference error function is that of Python's math module", () => {
  for (const [x, expected] of torch.erf as [number, number][]) {
    // A few units in the last place, of erf itself where it is small.
    assert.ok(Math.abs(erfOf(x) - expected) <= 5e-15 * Math.abs(expected), `erf ${x}`);
  }
  for (const far of [6.5, 40, Infinity]) {
    assert.deepEqual([erfOf(far), erfOf(-far)], [1, -1]);
  }
  assert.ok(Number.isNaN(erfOf(NaN)));
});
