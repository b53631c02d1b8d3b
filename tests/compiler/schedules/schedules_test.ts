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

/** The number in each of some steps. */
function shape(name: string, args: Named["arguments"], course: Course): number[] {
  const curve = scheduleCalled(name).start(course, argumentsOf({ name, arguments: args }));
  return Array.from({ length: course.epochs * course.steps }, (_, step) => curve.at(step));
}

/** A schedule as the argument of another one. */
function called(name: string, args: Named["arguments"] = {}) {
  return { definition: scheduleCalled(name), arguments: argumentsOf({ name, arguments: args }) };
}

Deno.test("a warm-up of steps may end within an epoch, which is the first of the schedule after it", () => {
  const course = { base: 1, epochs: 3, steps: 4 };
  const then = called("exponential", { gamma: 0.5 });
  const found = shape("warmup", { epochs: undefined, steps: 6, start: 0, then }, course);
  const line = [0, 1, 2, 3, 4, 5].map((step) => step / 6);
  assertClose(found, [...line, 1, 1, 0.5, 0.5, 0.5, 0.5], { tolerance: 1e-15 });
});

Deno.test("a plateau after a warm-up that ends within an epoch keeps to the epochs", () => {
  const then = called("plateau", { patience: 0, factor: 0.5 });
  const args = argumentsOf({ name: "warmup", arguments: { steps: 3, start: 1, then } });
  const curve = scheduleCalled("warmup").start({ base: 1, epochs: 4, steps: 2 }, args);
  const found = Array.from({ length: 4 }, (_, epoch) => {
    const both = [curve.at(2 * epoch), curve.at(2 * epoch + 1)];
    curve.observe?.(1);
    return both;
  });
  // The loss of the second epoch, in which the warm-up ends, is the first that counts, hence the best.
  assert.deepEqual(found, [[1, 1], [1, 1], [1, 1], [0.5, 0.5]]);
});

Deno.test("a schedule after a warm-up counts the steps that are left", () => {
  const course = { base: 1, epochs: 2, steps: 4 };
  const then = called("linear", { start: 1, end: 0, by: "step" });
  const found = shape("warmup", { steps: 4, start: 1, then }, course);
  assertClose(found, [1, 1, 1, 1, 1, 0.75, 0.5, 0.25], { tolerance: 1e-15 });
});

Deno.test("the momentum of a cycle after a warm-up waits at its highest", () => {
  const then = called("one_cycle", { anneal: "linear", base_momentum: 0.5, max_momentum: 0.75 });
  const args = argumentsOf({ name: "warmup", arguments: { epochs: 1, then } });
  const course = { base: 0.1, epochs: 2, steps: 10 };
  const momentum = scheduleCalled("warmup").momentum?.(args)?.start(course);
  const rate = scheduleCalled("warmup").start(course, args);
  const found = Array.from({ length: 20 }, (_, step) => momentum!.at(step)); // a cycle has one
  assertClose(found.slice(0, 11), new Array(11).fill(0.75), { tolerance: 1e-15 });
  // It is lowest where the rate is highest.
  const lowest = found.indexOf(Math.min(...found));
  const rates = found.map((_, step) => rate.at(step)).slice(10);
  assert.equal(lowest - 10, rates.indexOf(Math.max(...rates)));
  assertClose([found[lowest], found[19]], [0.5, 0.75], { tolerance: 1e-15 });
});

Deno.test("other schedules bring no momentum with them", () => {
  const bringing = schedules.filter(({ name, momentum }) =>
    momentum?.(argumentsOf({ name, arguments: { epochs: 1, then: called("one_cycle") } }))
  );
  assert.deepEqual(bringing.map(({ name }) => name), ["one_cycle", "warmup"]);
});

Deno.test("lengths that do not go together are found in a schedule within another one too", () => {
  const problemOf = (name: string, args: Named["arguments"]) =>
    scheduleCalled(name).conflict?.(argumentsOf({ name, arguments: args }))?.argument;
  assert.equal(problemOf("warmup", { epochs: 2 }), undefined);
  assert.equal(problemOf("warmup", { epochs: 2, steps: 10 }), "steps");
  assert.equal(problemOf("warmup", {}), "steps");
  const lines = [{ by: "step" }, { by: "step", epochs: 2 }, { by: "epoch", steps: 3 }];
  const within = lines.map((rest) => called("linear", { start: 1, end: 0, ...rest }));
  const found = within.map((then) => problemOf("warmup", { epochs: 1, then }));
  assert.deepEqual(found, [undefined, "then", "then"]);
});
