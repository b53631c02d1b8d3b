import assert from "node:assert/strict";
import type { Optimizer } from "../../../compiler/optimizers/optimizer.ts";
import { optimizers } from "../../../compiler/optimizers/registry.ts";
import { startCourses } from "../../../compiler/schedules/courses.ts";
import { numbersOfSteps } from "../../../compiler/step/step_numbers.ts";
import torch from "../../fixtures/torch_optimizers.json" with { type: "json" };
import { callOf } from "../models.ts";
import { assertRelative, followsCase, type TrainingCase } from "./small_network.ts";

const cases: Readonly<Record<string, readonly TrainingCase[]>> = torch.cases;

function optimizerCalled(name: string): Optimizer {
  const optimizer = optimizers.find((each) => each.name === name);
  assert(optimizer, name);
  return optimizer;
}

for (const [group, members] of Object.entries(cases)) {
  const name = group === "objective" ? "sgd" : group;
  for (const each of members) {
    const shown = JSON.stringify({ ...each.arguments, ...each.train });
    for (const carried of ["packed", "apart"] as const) {
      Deno.test(`20 steps of ${name} ${shown}, ${carried}, follow PyTorch`, async () => {
        const { reference, actual } = await followsCase(optimizerCalled(name), each, carried);
        // Both compute in float64; the order of sums differs.
        for (const what of ["losses", "state"] as const) {
          assertRelative(reference[what], each[what], { relative: 1e-9, floor: 1e-11, what });
          // float32 over 20 steps: 1e-5 of each number; 1e-6 for those that 20 steps carry near 0.
          assertRelative(actual[what], each[what], { relative: 1e-5, floor: 1e-6, what });
        }
      });
    }
  }
}

Deno.test("every optimizer has a case", () => {
  assert.deepEqual(optimizers.filter(({ name }) => !(name in cases)), []);
});

Deno.test("the numbers of a step are a function of the step alone", () => {
  for (const optimizer of optimizers) {
    const call = callOf(optimizer, { lr: 0.1, momentum: 0.9, dampening: 0.5 });
    const at = numbersOfSteps(
      { optimizer: call, scheduled: [] },
      startCourses([], { epochs: 1, steps: 1 }),
    );
    const [late, early] = [at(5000), at(3)];
    assert.deepEqual([at(3), at(5000)], [early, late], optimizer.name);
    for (const value of Object.values({ ...late, ...early })) assert(Number.isFinite(value));
  }
});
