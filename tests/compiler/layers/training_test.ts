import assert from "node:assert/strict";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { mse } from "../../../compiler/losses/mse.ts";
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import {
  decayArguments,
  defineOptimizer,
  learningRate,
} from "../../../compiler/optimizers/optimizer.ts";
import { scalar } from "../../../compiler/ir/constant.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { sub } from "../../../compiler/ops/sub.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import torch from "../../fixtures/torch_layers.json" with { type: "json" };
import { assertClose, evaluateOutputs, numbersOf, runModel, sample } from "../helpers.ts";
import {
  batches,
  callOf,
  dataFor,
  dense,
  stagesOf,
  trainByReference,
  trainByScan,
} from "../models.ts";
import { call, scores, tensorOf } from "./harness.ts";

const { batch_norm_training: normalized } = torch;

Deno.test("batch_norm trains as in PyTorch, with a smaller last batch and running statistics", async () => {
  const layers = [dense(4), call("batch_norm"), call("tanh"), dense(2)];
  const stages = stagesOf({ features: 3, layers, loss: mse });
  const roles = stages.plan.parameters.map(({ name, role }) => `${role} ${name}`);
  assert.deepEqual(roles.slice(-2), [
    "buffer batch_norm_1.running_mean",
    "buffer batch_norm_1.running_var",
  ]);
  const rows = Array.from({ length: 12 }, (_, at) => [[0, 1, 2], [3, 4, 5], [6, 7]][at % 3]);
  const feeds = {
    ...batches(rows, 3),
    features: tensorOf(normalized.features),
    targets: tensorOf(normalized.targets),
    state: tensor([stages.plan.size], normalized.start),
    learning_rate: tensor([12], new Float64Array(12).fill(0.1)),
  };
  const step = spanGraph(stages, { batch: 3, isRagged: true });
  const reference = trainByReference(step, feeds);
  // Both compute in float64; the norm amplifies rounding where a variance is small.
  assertClose(reference.loss, normalized.losses, { tolerance: 1e-10, what: "loss" });
  assertClose(reference.next_state, normalized.state, { tolerance: 1e-10, what: "state" });
  const actual = await trainByScan(step, feeds);
  // float32 over 12 steps.
  assertClose(numbersOf(actual.loss), normalized.losses, { tolerance: 1e-4, what: "loss" });
  assertClose(numbersOf(actual.next_state), normalized.state, { tolerance: 1e-4, what: "state" });

  const { x, y, parameters } = scores(stages.plan, "N");
  const state = tensor([stages.plan.size], normalized.state).data;
  const values = new Map(stages.plan.parameters.map(({ name, shape, offset, size }) => [
    parameters.get(name)!,
    tensor(shape, state.subarray(offset, offset + size)),
  ]));
  const answers = evaluateOutputs({ y }, values.set(x, feeds.features)).y;
  assertClose(answers.data, normalized.answers.data, { tolerance: 1e-12, what: "answers" });
  const named = [...values].map(([{ name }, value]) => [name, value]);
  const inferred = await runModel(toModel({ y }, [...values.keys()]), Object.fromEntries(named));
  assertClose(numbersOf(inferred.y), normalized.answers.data, { tolerance: 1e-5 });
});

Deno.test("full batches need no weights: batch_norm gives the same with and without", () => {
  const layers = [call("batch_norm"), dense(1)];
  const stages = stagesOf({ features: 2, layers, loss: mse });
  const feeds = {
    ...dataFor(stages, 6),
    ...batches([[0, 1, 2], [3, 4, 5]], 3),
    state: tensor([stages.plan.size], sample([stages.plan.size]).data.map(Math.abs)),
  };
  const [plain, weighted] = [false, true].map((isRagged) =>
    trainByReference(spanGraph(stages, { batch: 3, isRagged }), feeds).next_state
  );
  // Rounding of float64 alone.
  assertClose(plain, weighted, { tolerance: 1e-12 });
});

/** Pulls every parameter that it is given towards 0, and counts its steps in a slot. */
const shrinking = defineOptimizer({
  name: "shrinking",
  doc: "",
  arguments: { lr: learningRate(), ...decayArguments },
  slots: () => ({ steps: 0 }),
  sizes: () => ({}),
  scalars: () => ({}),
  update: ({ parameters, slots }) => ({
    parameters: mul(parameters, scalar(0.5)),
    slots: { steps: sub(slots.steps, scalar(1)) },
  }),
});

Deno.test("frozen layers do not move, whatever the optimizer does to all parameters", async () => {
  const frozen = { trainable: false };
  const layers = [
    dense(3, frozen),
    call("batch_norm", frozen),
    call("prelu", frozen),
    call("layer_norm", frozen),
    dense(1),
  ];
  const stages = {
    ...stagesOf({ features: 2, layers, loss: mse }),
    optimizer: callOf(shrinking, { lr: 0.1 }),
    train: { l1: 0.1, l2: 0.1 },
  };
  const { plan } = stages;
  assert.equal(plan.trainedSize, 4);
  assert.equal(plan.parameterCount, 3 * 2 + 3 + 6 + 1 + 6 + 4);
  const step = spanGraph(stages, { batch: 3, isRagged: false });
  const slot = step.carried.find(({ input }) => input.name === "steps")!;
  assert.deepEqual(slot.input.type.shape, [4]);
  const start = sample([plan.size]).data.map(Math.abs);
  const feeds = {
    ...dataFor(stages, 6),
    ...batches([[0, 1, 2], [3, 4, 5]], 3),
    state: tensor([plan.size], start),
    steps: tensor([4], [0, 0, 0, 0]),
  };
  const reference = trainByReference(step, feeds);
  const actual = await trainByScan(step, feeds);
  for (const state of [reference.next_state, Array.from(numbersOf(actual.next_state))]) {
    for (const { name, role, offset, size } of plan.parameters) {
      const [before, after] = [start, state].map((each) => [...each.slice(offset, offset + size)]);
      if (role === "frozen") assert.deepEqual(after, before, name);
      if (role === "trained") {
        assertClose(after, before.map((each) => each / 4), { tolerance: 0 });
      }
      if (role === "buffer") assert.notDeepEqual(after, before, name);
    }
  }
});
