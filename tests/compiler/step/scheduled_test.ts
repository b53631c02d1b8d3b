import assert from "node:assert/strict";
import { tensor } from "../../../compiler/ir/tensor.ts";
import { layers as allLayers } from "../../../compiler/layers/registry.ts";
import { mse } from "../../../compiler/losses/mse.ts";
import { optimizers } from "../../../compiler/optimizers/registry.ts";
import { startCourses } from "../../../compiler/schedules/courses.ts";
import { linearSchedule } from "../../../compiler/schedules/linear.ts";
import type { Course } from "../../../compiler/schedules/schedule.ts";
import { initialState } from "../../../compiler/step/state.ts";
import { numbersOfSteps } from "../../../compiler/step/step_numbers.ts";
import { spanGraph } from "../../../compiler/step/span.ts";
import { call } from "../layers/harness.ts";
import {
  batches,
  callOf,
  dataFor,
  dense,
  inputsOf,
  stagesOf,
  trainByReference,
  trainByScan,
} from "../models.ts";
import { numbersOf } from "../helpers.ts";

const course = { epochs: 4, steps: 5 };

/** A number that falls in a line. */
function falling(name: string, base: number) {
  const args = callOf(linearSchedule, { start: 1, end: 0.5, by: "step" }).arguments;
  const start = (course: Course) => linearSchedule.start(course, args);
  return { name, schedule: "linear", base, start };
}

/** A network with each layer of which something may be scheduled. */
function network(p: number, momentum = 0.1) {
  const layers = [dense(8), call("batch_norm", { momentum }), call("dropout", { p }), dense(1)];
  return stagesOf({ features: 3, layers, loss: mse });
}

Deno.test("what is not scheduled stays a constant of the step", () => {
  const stages = { ...network(0.5), optimizer: callOf(optimizers[1], { lr: 0.1 }) };
  const scannedWith = (...names: readonly string[]) => {
    const scheduled = names.map((name) => falling(name, 0.9));
    const step = spanGraph({ ...stages, scheduled }, { batch: 2, isRagged: false });
    return step.scanned.map(({ name }) => name);
  };
  const plain = ["rows", "step", "step_size", "square_correction"];
  assert.deepEqual(scannedWith(), plain);
  // The learning rate is part of a number that is fed anyway.
  assert.deepEqual(scannedWith("lr"), plain);
  assert.deepEqual(scannedWith("beta1"), [...plain, "beta1.now", "beta1.rest"]);
  assert.deepEqual(scannedWith("dropout_1.p"), [...plain, "dropout_1.p.now", "dropout_1.p.rest"]);
});

Deno.test("a probability or a momentum that is fed does what the same number written does", async () => {
  const scheduled = [falling("dropout_1.p", 0.5), falling("batch_norm_1.momentum", 0.1)];
  const changing = spanGraph({ ...network(0.5), scheduled }, { batch: 4, isRagged: false });
  const fixed = spanGraph(network(0.25, 0.5), { batch: 4, isRagged: false });
  const { plan } = network(0.5);
  const rows = [[0, 1, 2, 3], [4, 5, 6, 7], [0, 2, 4, 6]];
  const three = (value: number) => tensor([3], [value, value, value]);
  const feeds = {
    ...dataFor(network(0.5), 8),
    ...batches(rows, 4),
    state: tensor([plan.size], initialState(plan, 1)),
    step: tensor([3], [1, 2, 3], "int32"),
    "dropout_1.p.now": three(0.25),
    "dropout_1.p.rest": three(0.75),
    "batch_norm_1.momentum.now": three(0.5),
    "batch_norm_1.momentum.rest": three(0.5),
  };
  assert.deepEqual(trainByReference(changing, feeds), trainByReference(fixed, feeds));
  const [fed, written] = [await trainByScan(changing, feeds), await trainByScan(fixed, feeds)];
  assert.deepEqual(numbersOf(fed.next_state), numbersOf(written.next_state));
});

for (const optimizer of optimizers) {
  Deno.test(`every number of ${optimizer.name} that may be scheduled reaches its steps`, () => {
    const specs = Object.entries(optimizer.arguments).filter(([, spec]) => spec.isSchedulable);
    assert(specs.some(([name]) => name === "lr"));
    for (const [name] of specs) {
      const stages = { ...network(0.5), optimizer: callOf(optimizer, { lr: 0.1 }) };
      const scheduled = [falling(name, 0.8)];
      const step = spanGraph({ ...stages, scheduled }, { batch: 2, isRagged: false });
      const numbersAt = numbersOfSteps({ ...stages, scheduled }, startCourses(scheduled, course));
      const plainAt = numbersOfSteps(
        { ...stages, scheduled: [] },
        startCourses([], { epochs: 1, steps: 1 }),
      );
      const read = new Set(inputsOf(step).map((each) => each.name));
      const changed = Object.entries(numbersAt(7))
        .filter(([each, value]) => read.has(each) && plainAt(7)[each] !== value);
      assert(changed.length > 0, `${optimizer.name}.${name} is not read`);
    }
  });
}

Deno.test("the layers of which something may be scheduled are those of these tests", () => {
  const found = allLayers.flatMap((layer) =>
    Object.entries(layer.arguments).filter(([, spec]) => spec.isSchedulable)
      .map(([name]) => `${layer.name}.${name}`)
  );
  assert.deepEqual(found, ["batch_norm.momentum", "dropout.p"]);
});

Deno.test("sgd begins its momentum anew where a schedule had none", () => {
  const momenta = [0, 0, 0.5, 0.5, 0, 0.5, 0.25];
  const scheduled = [{
    name: "momentum",
    schedule: "written",
    base: 0.5,
    start: () => ({ at: (step: number) => momenta[step] }),
  }];
  const optimizer = callOf(optimizers[0], { lr: 0.1, momentum: 0.5, dampening: 0.25 });
  const numbersAt = numbersOfSteps({ optimizer, scheduled }, startCourses(scheduled, course));
  const shown = momenta.map((_, at) => {
    const { momentum_share, gradient_share } = numbersAt(at + 1);
    return [momentum_share, gradient_share];
  });
  const [first, later] = [[0, 1], [0.5, 0.75]];
  assert.deepEqual(shown, [first, first, first, later, first, first, [0.25, 0.75]]);
});
