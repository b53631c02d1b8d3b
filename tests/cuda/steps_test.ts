/** Every step on a graphics card: all of it there, nothing sent up, nobody waiting, as many launches as are counted on. */
import assert from "node:assert/strict";
import { flatten } from "../../compiler/layers/flatten.ts";
import type { Layer } from "../../compiler/layers/layer.ts";
import { crossEntropy } from "../../compiler/losses/cross_entropy.ts";
import type { Loss } from "../../compiler/losses/loss.ts";
import { losses } from "../../compiler/losses/registry.ts";
import type { Optimizer } from "../../compiler/optimizers/optimizer.ts";
import { optimizers } from "../../compiler/optimizers/registry.ts";
import { launchesOfStep } from "../../compiler/step/cuda_cost.ts";
import type { StepGraph } from "../../compiler/step/step_graph.ts";
import type { Training } from "../../compiler/step/training.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Tensors } from "../../runtime/engine/tensor.ts";
import { createEvaluator } from "../../runtime/evaluate/evaluate.ts";
import torch from "../fixtures/torch_losses.json" with { type: "json" };
import { toHost } from "../compiler/helpers.ts";
import { everyLayer, features } from "../compiler/layers/every_layer.ts";
import { callOf, dataFor, dense, stagesOf } from "../compiler/models.ts";
import { onStandIn } from "./on_stand_in.ts";
import { shippedPipelines, shippedTraining } from "./shipped.ts";
import { countsOfStep, openCounted } from "./step_counts.ts";

/** Fails unless a step keeps to the rules. */
async function keepsToTheRules(step: StepGraph, data: Tensors): Promise<void> {
  const counts = await countsOfStep(step, data, await openCounted());
  const { launches, memsets, copiesAcross, copiesUp, copiesDown } = counts;
  assert.deepEqual({ copiesUp, copiesDown }, { copiesUp: 0, copiesDown: 0 });
  assert.equal(counts.streamSyncs + counts.deviceSyncs + counts.eventSyncs, 0);
  const [asked, expected] = [launches + memsets + copiesAcross, launchesOfStep(step)];
  // What is counted on decides where a training runs: ONNX Runtime may make one node of two, or two of one.
  assert(
    Math.abs(asked - expected) <= Math.max(2, expected / 10),
    `${asked} launches for ${expected}`,
  );
}

async function trainingKeepsToTheRules(training: Training): Promise<void> {
  const { engine } = await openCounted();
  const feeds = Object.entries(dataFor(training, 8));
  const data = Object.fromEntries(feeds.map(([name, each]) => [name, toHost(each)]));
  const step = engine.stepOf(training, { batch: 4, isRagged: true });
  await keepsToTheRules(step, data);
}

for (const [name, { models }] of Object.entries(everyLayer)) {
  Deno.test({
    ...onStandIn(`layer ${name} trains on the card alone`),
    async fn() {
      for (const layers of models) {
        const whole = [...layers, callOf<Layer>(flatten), dense(3)];
        await trainingKeepsToTheRules(stagesOf({ features, layers: whole, loss: crossEntropy }));
      }
    },
  });
}

interface LossCase {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly scores: { readonly shape: readonly number[] };
}

/** Arguments and scores for every loss. */
const lossCases: Readonly<Record<string, readonly LossCase[]>> = torch;

for (const loss of losses) {
  Deno.test({
    ...onStandIn(`loss ${loss.name} trains on the card alone`),
    async fn() {
      const [{ scores: { shape: [, width] }, arguments: args }] = lossCases[loss.name];
      const stages = stagesOf({ features, layers: [dense(4), dense(width)], loss });
      await trainingKeepsToTheRules({ ...stages, loss: callOf<Loss>(loss, args) });
    },
  });
}

const smallNet: readonly CheckedCall<Layer>[] = [dense(4), dense(3)];

for (const optimizer of optimizers) {
  Deno.test({
    ...onStandIn(`optimizer ${optimizer.name} trains on the card alone`),
    async fn() {
      const stages = stagesOf({ features, layers: smallNet, loss: crossEntropy as Loss });
      const called = callOf<Optimizer>(optimizer, { lr: 0.1, momentum: 0.5, weight_decay: 0.1 });
      await trainingKeepsToTheRules({ ...stages, optimizer: called });
    },
  });
}

for (const path of shippedPipelines) {
  Deno.test({
    ...onStandIn(`${path} trains on the card alone`),
    async fn() {
      const shipped = await shippedTraining(path);
      if (typeof shipped === "string") return console.log(`${path}: ${shipped}`);
      const { engine } = await openCounted();
      const { training, plan, data } = shipped;
      await keepsToTheRules(engine.stepOf(training, plan), data);
    },
  });
}

for (const path of shippedPipelines) {
  Deno.test({
    ...onStandIn(`${path} trains with sums in one order, and is judged, without cuDNN`),
    async fn() {
      const shipped = await shippedTraining(path);
      if (typeof shipped === "string") return console.log(`${path}: ${shipped}`);
      const { prepared, training, plan, data } = shipped;
      const counted = await openCounted(true);
      const { engine } = counted;
      await countsOfStep(engine.stepOf(training, plan), data, counted);
      await using evaluator = await createEvaluator(prepared.program, engine);
      for (const part of prepared.parts) {
        await evaluator.evaluate(prepared.initial, part);
        await evaluator.evaluateClasses(prepared.initial, part);
      }
    },
  });
}
