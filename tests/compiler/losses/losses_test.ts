import assert from "node:assert/strict";
import { differentiate } from "../../../compiler/transform/differentiate.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { binaryCrossEntropy } from "../../../compiler/losses/binary_cross_entropy.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import type { Loss } from "../../../compiler/losses/loss.ts";
import { meanLoss } from "../../../compiler/losses/mean_loss.ts";
import { mse } from "../../../compiler/losses/mse.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import torch from "../../fixtures/torch_small.json" with { type: "json" };
import { assertClose, evaluateOutputs, inputLike, numbersOf, runModel } from "../helpers.ts";
import { callOf } from "../models.ts";

const losses = {
  cross_entropy: crossEntropy,
  binary_cross_entropy: binaryCrossEntropy,
  mse,
} satisfies Record<keyof typeof torch.losses, Loss>;

/** The mean loss and its gradient for the scores. */
function graphOf(loss: Loss, { scores, targets }: Record<"scores" | "targets", Feed>) {
  const values = { scores: inputLike("scores", scores), targets: inputLike("targets", targets) };
  const value = meanLoss(callOf(loss), { ...values, classCounts: [] });
  const [gradient] = differentiate(value, [values.scores]);
  assert.ok(gradient);
  return { values, outputs: { loss: value, gradient } };
}

type Feed = ReturnType<typeof tensor>;

for (const [name, loss] of Object.entries(losses)) {
  Deno.test(`${name} and its gradient are those of PyTorch, logits of ±10,000 included`, async () => {
    for (const expected of torch.losses[name as keyof typeof losses]) {
      const dtype = loss.target === "classes" ? "int32" : "float32";
      const feeds = {
        scores: tensor(expected.scores.shape, expected.scores.data),
        targets: tensor(expected.targets.shape, expected.targets.data, dtype),
      };
      const { values, outputs } = graphOf(loss, feeds);
      const given = new Map([[values.scores, feeds.scores], [values.targets, feeds.targets]]);
      const reference = evaluateOutputs(outputs, given);
      // Both compute in float64.
      const exact = { tolerance: 1e-13, what: name };
      assertClose(reference.loss.data, [expected.loss], exact);
      assertClose(reference.gradient.data, expected.gradient.data, exact);

      const model = toModel(outputs, [values.scores, values.targets]);
      const actual = await runModel(model, feeds);
      // float32 rounding of exp, log and a sum of some terms.
      const rounded = { tolerance: 2e-6, what: `${name} by ONNX Runtime` };
      assertClose(numbersOf(actual.loss), [expected.loss], rounded);
      assertClose(numbersOf(actual.gradient), expected.gradient.data, rounded);
    }
  });
}

Deno.test("each loss gives one number a row", () => {
  for (const loss of Object.values(losses)) {
    const width = loss === binaryCrossEntropy ? 1 : 3;
    const dtype = loss.target === "classes" ? "int32" : "float32";
    const shape = loss.target === "classes" ? [5] : [5, width];
    const scores = inputLike("scores", tensor([5, width], new Float64Array(5 * width)));
    const zeros = new Float64Array(shape.reduce((a, b) => a * b));
    const targets = inputLike("targets", tensor(shape, zeros, dtype));
    const rows = loss.rows({ scores, targets, classCounts: [] }, callOf(loss).arguments);
    assert.deepEqual(rows.type, { dtype: "float32", shape: [5, 1] }, loss.name);
  }
});
