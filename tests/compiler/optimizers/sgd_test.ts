import type { Layer } from "../../../compiler/layers/layer.ts";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { reluLayer } from "../../../compiler/layers/relu.ts";
import { sigmoidLayer } from "../../../compiler/layers/sigmoid.ts";
import { tanhLayer } from "../../../compiler/layers/tanh.ts";
import { binaryCrossEntropy } from "../../../compiler/losses/binary_cross_entropy.ts";
import { crossEntropy } from "../../../compiler/losses/cross_entropy.ts";
import type { Loss } from "../../../compiler/losses/loss.ts";
import { mse } from "../../../compiler/losses/mse.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import torch from "../../fixtures/torch_small.json" with { type: "json" };
import { assertClose, numbersOf } from "../helpers.ts";
import {
  batches,
  callOf,
  dense,
  type Feeds,
  stagesOf,
  trainByReference,
  trainByScan,
} from "../models.ts";

const networks: Record<keyof typeof torch.sgd, { activation: Layer; loss: Loss }> = {
  cross_entropy: { activation: reluLayer, loss: crossEntropy },
  binary_cross_entropy: { activation: tanhLayer, loss: binaryCrossEntropy },
  mse: { activation: sigmoidLayer, loss: mse },
};

for (const [name, { activation, loss }] of Object.entries(networks)) {
  const expected = torch.sgd[name as keyof typeof networks];
  Deno.test(`20 steps of sgd with ${name} follow torch.optim.SGD`, async () => {
    const [weight, bias] = [expected.weight, expected.bias];
    const layers = [
      dense(4, { weight: weight[0], bias: bias[0] }),
      callOf(activation),
      dense(weight[1].length, { weight: weight[1], bias: bias[1] }),
    ];
    const stages = stagesOf({ features: 3, layers, loss });
    const step = spanGraph(stages, { batch: 2, isRagged: true });
    const steps = Array.from({ length: 20 }, (_, index) => [[0, 1], [2, 3], [4]][index % 3]);
    const dtype = loss.target === "classes" ? "int32" : "float32";
    const feeds: Feeds = {
      ...batches(steps, 2),
      features: tensor(expected.features.shape, expected.features.data),
      targets: tensor(expected.targets.shape, expected.targets.data, dtype),
      learning_rate: tensor([20], new Array(20).fill(0.1)),
      state: tensor([stages.plan.size], initialState(stages.plan, 0)),
    };
    const reference = trainByReference(step, feeds);
    // Both compute in float64.
    assertClose(reference.loss, expected.losses, { tolerance: 1e-12, what: "losses" });
    assertClose(reference.next_state, expected.state, { tolerance: 1e-12, what: "state" });
    const actual = await trainByScan(step, feeds);
    // float32 over 20 steps, as far as PyTorch in float32 would be from itself in float64.
    assertClose(numbersOf(actual.loss), expected.losses, { tolerance: 1e-5, what: "losses" });
    assertClose(numbersOf(actual.next_state), expected.state, { tolerance: 1e-5, what: "state" });
  });
}
