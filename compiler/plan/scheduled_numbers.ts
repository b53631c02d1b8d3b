import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { ScheduledNumber } from "../schedules/courses.ts";
import type { Schedule } from "../schedules/schedule.ts";
import type { CompilerPipeline } from "../vocabulary/vocabulary.ts";
import type { LayerPlan, ModelPlan } from "./model_plan.ts";
import * as problem from "./schedule_diagnostics.ts";

/** The number of a schedule without a label. */
const usual = "lr";

/**
 * The numbers that the schedules of a pipeline change: arguments of its optimizer by their names, those
 * of a layer as `drop.p`. A cycle of the learning rate brings one of the momentum with it, unless that has
 * a schedule of its own.
 */
export function scheduledNumbers(
  { schedules, optimizer }: CompilerPipeline,
  { plan, report }: { readonly plan: ModelPlan; readonly report: Report },
): ScheduledNumber[] {
  // That the optimizer is missing, or trains nothing, is told elsewhere.
  if (!optimizer) return [];
  const schedulable = schedulableNumbers(optimizer, plan.layers);
  const found = new Map<string, ScheduledNumber>();
  for (const call of schedules) {
    const number = numberOf(call, { schedulable, optimizer, plan, report });
    if (!number) continue;
    if (found.has(number.name)) {
      report.add(problem.scheduledTwice(placeOf(call), number.name));
    } else found.set(number.name, number);
  }
  const momentum = momentumOf(schedules, { optimizer, report });
  return [...found.values(), ...momentum && !found.has(momentum.name) ? [momentum] : []];
}

interface Schedulable {
  readonly optimizer: CheckedCall<Optimizer>;
  readonly plan: ModelPlan;
  readonly report: Report;
  /** What a schedule may change, by name. */
  readonly schedulable: ReadonlyMap<string, number>;
}

function numberOf(
  call: CheckedCall<Schedule>,
  { schedulable, optimizer, plan, report }: Schedulable,
): ScheduledNumber | undefined {
  const { label: name = usual, definition, arguments: args } = call;
  const base = schedulable.get(name);
  if (base !== undefined) {
    return {
      name,
      schedule: definition.name,
      base,
      start: (course) => definition.start(course, args),
    };
  }
  const others = [...schedulable.keys()];
  const isThere = argumentsOf(optimizer, plan.layers).has(name);
  report.add(
    isThere
      ? problem.notSchedulable(placeOf(call), { name, others })
      : problem.unknownNumber(placeOf(call), { name, others }),
  );
  return undefined;
}

/** The cycle of the momentum that comes with one of the learning rate. */
function momentumOf(
  schedules: readonly CheckedCall<Schedule>[],
  { optimizer, report }: Pick<Schedulable, "optimizer" | "report">,
): ScheduledNumber | undefined {
  const { definition } = optimizer;
  const call = schedules.find(({ label = usual }) => label === usual);
  const cycle = call?.definition.momentum?.(call.arguments);
  if (!call || !cycle) return undefined;
  const name = definition.momentum;
  if (name === undefined) {
    report.add(problem.noMomentum(call.nameSpan, definition.name));
    return undefined;
  }
  const base = argumentsOf(optimizer, []).get(name);
  return { name, schedule: call.definition.name, base: Number(base), start: cycle.start };
}

/** Every number of optimizer and layers that may be scheduled, with what it is otherwise. */
function schedulableNumbers(
  optimizer: CheckedCall<Optimizer>,
  layers: readonly LayerPlan[],
): ReadonlyMap<string, number> {
  const isSchedulable = (call: CheckedCall, name: string) =>
    call.definition.arguments[name]?.isSchedulable;
  const numbers = (call: CheckedCall, prefix: string) =>
    Object.entries(call.arguments).flatMap(([name, value]): [string, number][] =>
      isSchedulable(call, name) && typeof value === "number" ? [[prefix + name, value]] : []
    );
  return new Map([
    ...numbers(optimizer, ""),
    ...layers.flatMap(({ name, call }) => numbers(call, `${name}.`)),
  ]);
}

/** Every argument of optimizer and layers. */
function argumentsOf(
  optimizer: CheckedCall<Optimizer>,
  layers: readonly LayerPlan[],
): ReadonlyMap<string, unknown> {
  return new Map([
    ...Object.entries<unknown>(optimizer.arguments),
    ...layers.flatMap(({ name, call }) =>
      Object.entries<unknown>(call.arguments).map(([argument, value]) =>
        [`${name}.${argument}`, value] as const
      )
    ),
  ]);
}

function placeOf({ labelSpan, nameSpan }: CheckedCall<Schedule>): Span {
  return labelSpan ?? nameSpan;
}
