/** Steps of training as WebAssembly are those of float64. */
import assert from "node:assert/strict";
import { foreignToWasm } from "../../../../compiler/backends/wasm/span.ts";
import { type NumericTensor, tensor } from "../../../../compiler/ir/tensor.ts";
import { flatten } from "../../../../compiler/layers/flatten.ts";
import type { Layer } from "../../../../compiler/layers/layer.ts";
import { crossEntropy } from "../../../../compiler/losses/cross_entropy.ts";
import type { Loss } from "../../../../compiler/losses/loss.ts";
import { losses } from "../../../../compiler/losses/registry.ts";
import type { Optimizer } from "../../../../compiler/optimizers/optimizer.ts";
import { optimizers } from "../../../../compiler/optimizers/registry.ts";
import { plainStep } from "../../../../compiler/step/span.ts";
import type { Training } from "../../../../compiler/step/training.ts";
import torch from "../../../fixtures/torch_losses.json" with { type: "json" };
import { assertClose, codes } from "../../helpers.ts";
import { everyLayer, features } from "../../layers/every_layer.ts";
import { callOf, dense, stagesOf, trainByReference } from "../../models.ts";
import { threeSteps } from "../../three_steps.ts";
import { trainByWasm } from "./span_helpers.ts";

function isTheReference(stages: Training, given?: NumericTensor): void {
  const step = plainStep(stages, { batch: 3, isRagged: true });
  assert.deepEqual(foreignToWasm(step), []);
  const feeds = { ...threeSteps(stages), ...given && { features: given } };
  const [expected, actual] = [trainByReference(step, feeds), trainByWasm(step, feeds)];
  assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort());
  for (const [name, numbers] of Object.entries(expected)) {
    // float32 over three steps, beside float64.
    assertClose(actual[name], numbers, { tolerance: 2e-5, what: name });
  }
}

for (const optimizer of optimizers) {
  Deno.test(`steps of ${optimizer.name} are those of float64`, () => {
    const layers = [dense(5), callOf<Layer>(flatten), dense(3)];
    const stages = stagesOf({ features: 4, layers, loss: crossEntropy });
    const called = callOf<Optimizer>(optimizer, { lr: 0.1, momentum: 0.5, weight_decay: 0.1 });
    isTheReference({ ...stages, optimizer: called, train: { l1: 0.01, l2: 0.01, clip_norm: 0.5 } });
  });
}

for (const [name, { models, features: given }] of Object.entries(everyLayer)) {
  Deno.test(`steps through ${name} are those of float64`, () => {
    for (const layers of models) {
      const whole = [...layers, callOf<Layer>(flatten), dense(3)];
      const stages = stagesOf({ features, layers: whole, loss: crossEntropy });
      // Codes, where not any number will do.
      isTheReference(stages, given && tensor([6, features], codes([6, features], 5).data));
    }
  });
}

interface LossCase {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly scores: { readonly shape: readonly number[] };
}

/** Arguments and scores for every loss. */
const lossCases: Readonly<Record<string, readonly LossCase[]>> = torch;

for (const loss of losses) {
  Deno.test(`steps by ${loss.name} are those of float64`, () => {
    const [{ scores: { shape: [, width] }, arguments: args }] = lossCases[loss.name];
    const stages = stagesOf({ features: 4, layers: [dense(5), dense(width)], loss });
    isTheReference({ ...stages, loss: callOf<Loss>(loss, args) });
  });
}
