import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { ValueType } from "../../dsl/language/signature.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { ScheduledNumber } from "../schedules/courses.ts";
import type { Course, Schedule } from "../schedules/schedule.ts";
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
): PlannedNumber[] {
  // That the optimizer is missing, or trains nothing, is told elsewhere.
  if (!optimizer) return [];
  const schedulable = schedulableNumbers(optimizer, plan.layers);
  const found = new Map<string, PlannedNumber>();
  for (const call of schedules) {
    const number = numberOf(call, { schedulable, optimizer, plan, report });
    if (!number) continue;
    if (found.has(number.name)) {
      report.add(problem.scheduledTwice(placeOf(call), number.name));
    } else found.set(number.name, number);
  }
  const momentum = momentumOf(schedules, { schedulable, optimizer, report });
  return [...found.values(), ...momentum && !found.has(momentum.name) ? [momentum] : []];
}

/** A scheduled number, and what is said of it in the file. */
export interface PlannedNumber extends ScheduledNumber {
  /** What it may be. */
  readonly type: ValueType;
  /** Where its schedule was written. */
  readonly span: Span;
}

/** A number that may be scheduled. */
interface Candidate {
  /** What it is without a schedule. */
  readonly base: number;
  readonly type: ValueType;
}

interface Schedulable {
  readonly optimizer: CheckedCall<Optimizer>;
  readonly plan: ModelPlan;
  readonly report: Report;
  /** What a schedule may change, by name. */
  readonly schedulable: ReadonlyMap<string, Candidate>;
}

function numberOf(
  call: CheckedCall<Schedule>,
  { schedulable, optimizer, plan, report }: Schedulable,
): PlannedNumber | undefined {
  const { label: name = usual, definition, arguments: args } = call;
  const candidate = schedulable.get(name);
  if (candidate) {
    const start = (course: Course) => definition.start(course, args);
    return { name, schedule: definition.name, ...candidate, span: placeOf(call), start };
  }
  const others = [...schedulable.keys()];
  const isThere = argumentNames(optimizer, plan.layers).has(name);
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
  { schedulable, optimizer, report }: Omit<Schedulable, "plan">,
): PlannedNumber | undefined {
  const { definition } = optimizer;
  const call = schedules.find(({ label = usual }) => label === usual);
  const cycle = call?.definition.momentum?.(call.arguments);
  if (!call || !cycle) return undefined;
  const name = definition.momentum ?? "";
  const candidate = schedulable.get(name);
  if (!candidate) {
    report.add(problem.noMomentum(call.nameSpan, definition.name));
    return undefined;
  }
  const { nameSpan: span } = call;
  return { name, schedule: call.definition.name, ...candidate, span, start: cycle.start };
}

/** Every number of optimizer and layers that may be scheduled. */
function schedulableNumbers(
  optimizer: CheckedCall<Optimizer>,
  layers: readonly LayerPlan[],
): ReadonlyMap<string, Candidate> {
  const numbersOf = (call: CheckedCall, prefix: string) =>
    Object.entries(call.definition.arguments).flatMap(([name, { type, isSchedulable }]) => {
      const base: unknown = call.arguments[name];
      if (!isSchedulable || typeof base !== "number") return [];
      return [[prefix + name, { base, type }] as const];
    });
  return new Map([
    ...numbersOf(optimizer, ""),
    ...layers.flatMap(({ name, call }) => numbersOf(call, `${name}.`)),
  ]);
}

/** The name of every argument of optimizer and layers. */
function argumentNames(
  optimizer: CheckedCall<Optimizer>,
  layers: readonly LayerPlan[],
): ReadonlySet<string> {
  const namesOf = (call: CheckedCall, prefix: string) =>
    Object.keys(call.definition.arguments).map((name) => prefix + name);
  return new Set([
    ...namesOf(optimizer, ""),
    ...layers.flatMap(({ name, call }) => namesOf(call, `${name}.`)),
  ]);
}

function placeOf({ labelSpan, nameSpan }: CheckedCall<Schedule>): Span {
  return labelSpan ?? nameSpan;
}
