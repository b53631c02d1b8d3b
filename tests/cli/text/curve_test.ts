import assert from "node:assert/strict";
import { describeCurve } from "../../../cli/text/curve.ts";
import type { RecordedEpoch } from "../../../mod.ts";

const history = (losses: readonly (number | null)[], part: "train" | "valid" = "valid") =>
  losses.map((loss, at): RecordedEpoch => ({
    ...{ epoch: at + 1, learning_rate: 0.1, after: {} },
    train: { loss: 5 },
    ...part === "valid" ? { valid: { loss } } : { valid: {}, train: { loss } },
  }));

Deno.test("the loss goes from its highest to its lowest, between its first and its last epoch", () => {
  const text = describeCurve(history([3, 2.5, 2, 1.5, 1, 0.5]), { width: 80 });
  const lines = text.split("\n");
  assert.equal(lines.length, 7);
  assert.equal(lines[0], "valid loss by epoch");
  assert.match(lines[1], /^3\.0000 ┤[\u2801-\u28ff]/);
  assert.match(lines[5], /^0\.5000 ┤.*[\u2801-\u28ff]$/);
  assert.match(lines[6], /^ +1 +6$/);
  assert(lines.every((line) => [...line].length <= 80));
});

Deno.test("losses far apart are drawn on a logarithmic scale, those near not", () => {
  assert.match(
    describeCurve(history([100, 10, 1, 0.5, 0.1]), { width: 80 }),
    /^valid loss by epoch, log scale\n/,
  );
  assert.match(
    describeCurve(history([1, 0.9, 0.5, 0.4, 0.1]), { width: 80 }),
    /^valid loss by epoch\n/,
  );
});

Deno.test("without validation rows it is the loss of the training rows", () => {
  assert.match(
    describeCurve(history([3, 2, 1, 0.9, 0.8], "train"), { width: 80 }),
    /^train loss by epoch\n/,
  );
});

Deno.test("nothing is drawn for few epochs, a flat loss, a narrow screen or none", () => {
  const losses = [3, 2.5, 2, 1.5, 1];
  assert.notEqual(describeCurve(history(losses), { width: 60 }), "");
  assert.equal(describeCurve(history(losses.slice(1)), { width: 80 }), "");
  assert.equal(describeCurve(history([1, 1, 1, 1, 1]), { width: 80 }), "");
  assert.equal(describeCurve(history(losses), { width: 59 }), "");
  assert.equal(describeCurve(history(losses), {}), "");
  assert.equal(describeCurve(history([3, null, null, null, 1]), { width: 80 }), "");
});
