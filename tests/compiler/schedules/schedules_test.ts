import assert from "node:assert/strict";
import type { Course, Schedule } from "../../../compiler/schedules/schedule.ts";
import { schedules } from "../../../compiler/schedules/registry.ts";
import torch from "../../fixtures/torch_schedules.json" with { type: "json" };
import { assertClose } from "../helpers.ts";
import { callOf } from "../models.ts";

interface Named {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}
interface Case extends Named {
  readonly then?: Named;
  readonly observe?: readonly number[] | null;
  readonly rates: readonly number[];
}

const { lr: base, epochs, steps } = torch;
const cases: readonly Case[] = torch.cases;

function scheduleCalled(name: string): Schedule {
  const schedule = schedules.find((each) => each.name === name);
  assert(schedule, name);
  return schedule;
}

function argumentsOf({ name, arguments: args }: Named): Readonly<Record<string, unknown>> {
  return callOf(scheduleCalled(name), args).arguments;
}

/** The rate of every step, with what is observed after each epoch. */
function ratesOf(each: Case, course: Course): number[] {
  const then = each.then &&
    { definition: scheduleCalled(each.then.name), arguments: argumentsOf(each.then) };
  const args = { ...argumentsOf(each), ...then && { then } };
  const rates = scheduleCalled(each.name).start(course, args);
  return Array.from({ length: course.epochs }, (_, epoch) => {
    const ofEpoch = Array.from(
      { length: course.steps },
      (_, at) => rates.at(epoch * course.steps + at),
    );
    rates.observe?.(each.observe?.[epoch] ?? 0);
    return ofEpoch;
  }).flat();
}

cases.forEach((each, index) => {
  const then = each.then ? `, then ${each.then.name}` : "";
  Deno.test(`case ${index}: ${each.name} ${JSON.stringify(each.arguments)}${then} follows PyTorch`, () => {
    // PyTorch multiplies from epoch to epoch, we compute each from the start: float64 rounds apart.
    assertClose(ratesOf(each, { base, epochs, steps }), each.rates, { tolerance: 1e-12 });
  });
});

Deno.test("every schedule has a case", () => {
  const tested = new Set(cases.map(({ name }) => name));
  assert.deepEqual(schedules.filter(({ name }) => !tested.has(name)), []);
});

Deno.test("a rate is a function of the step, in whatever order it is asked for", () => {
  for (const each of cases) {
    const rates = scheduleCalled(each.name).start({ base, epochs, steps }, argumentsOf(each));
    const order = [7, 0, 35, 7, 3];
    const [first, second] = [order, order.toReversed().toReversed()].map((all) =>
      all.map((step) => rates.at(step))
    );
    assert.deepEqual(first, second);
    assert.equal(first[0], first[3]);
  }
});

Deno.test("every schedule gives finite rates for trainings of one step", () => {
  for (const each of cases) {
    const [rate] = ratesOf(each, { base, epochs: 1, steps: 1 });
    assert(Number.isFinite(rate) && rate >= 0, `${each.name}: ${rate}`);
  }
});

Deno.test("a plateau after a warm-up counts from the end of the warm-up", () => {
  const then = {
    definition: scheduleCalled("plateau"),
    arguments: argumentsOf({ name: "plateau", arguments: { patience: 1, factor: 0.5 } }),
  };
  const args = { ...argumentsOf({ name: "warmup", arguments: { epochs: 2 } }), then };
  const rates = scheduleCalled("warmup").start({ base: 1, epochs: 8, steps: 1 }, args);
  const found = Array.from({ length: 8 }, (_, step) => {
    const rate = rates.at(step);
    // It never gets better: without the warm-up the rate would fall sooner.
    rates.observe?.(1);
    return rate;
  });
  assert.deepEqual(found.slice(2), [1, 1, 1, 0.5, 0.5, 0.25]);
});

Deno.test("a loss that is no number is not better: the plateau goes on", () => {
  const args = argumentsOf({ name: "plateau", arguments: { patience: 0 } });
  const rates = scheduleCalled("plateau").start({ base: 1, epochs: 3, steps: 1 }, args);
  [NaN, NaN].forEach((loss) => rates.observe?.(loss));
  assertClose([0, 1, 2].map((step) => rates.at(step)), [1, 0.1, 0.01], { tolerance: 1e-15 });
});
