import { input } from "../ir/input.ts";
import type { Dim } from "../ir/tensor.ts";
import type { Input } from "../ir/value.ts";
import { functionsOf, inputNames, slotsOf } from "./step_numbers.ts";
import { type BatchOptions, type StepStages, targetType } from "./training.ts";

/** Where a step has its rows from, and how many they are. */
export interface StepOptions extends BatchOptions {
  /** Whether it gathers its rows from the whole data by their numbers, or is given them. */
  readonly rows: "gathered" | "given";
}

/** The inputs of a step; whoever runs it feeds those that it reads. */
export interface StepInputs {
  /**
   * float32 [R, F], or images, uint8 [R, H, W, C], and their targets: the whole data, or where rows are given
   * the B of the step.
   */
  readonly features: Input;
  readonly targets?: Input;
  /** Which rows of the data this step takes, int32 [B]; only where rows are gathered. */
  readonly rows?: Input;
  /** Of sum 1, float32 [B, 1]; only where ragged. */
  readonly rowWeight?: Input;
  /** float32 [P]. */
  readonly state: Input;
  /** What the optimizer carries along, each float32 [trained]. */
  readonly slots: Readonly<Record<string, Input>>;
  /** How far the optimizer goes in each step, each float32 []. */
  readonly sizes: Readonly<Record<string, Input>>;
  /** What else it is told, each float32 []. */
  readonly scalars: Readonly<Record<string, Input>>;
  /** What schedules change, by name, each float32 []. */
  readonly scheduled: ReadonlyMap<string, ScheduledInputs>;
  /** int32 [], from 1. */
  readonly step: Input;
}

/** A number that changes from step to step, and 1 minus it. */
export interface ScheduledInputs {
  readonly value: Input;
  readonly rest: Input;
}

/** Inputs for a step of these stages. */
export function stepInputs(stages: StepStages, options: StepOptions): StepInputs {
  const { plan, target, optimizer, scheduled } = stages;
  const { rows, batch, isRagged } = options;
  const count = rows === "gathered" ? "R" : batch;
  const numbers = optimizer && functionsOf({ optimizer, scheduled });
  return {
    features: input("features", stages.rows.type(count)),
    ...target && { targets: input("targets", targetType(target, count)) },
    ...rows === "gathered" && { rows: input("rows", { dtype: "int32", shape: [batch] }) },
    ...isRagged && { rowWeight: floats("row_weight", [batch, 1]) },
    state: floats("state", [plan.size]),
    slots: eachOf(optimizer && slotsOf({ optimizer, scheduled }), [plan.trainedSize]),
    sizes: eachOf(numbers?.sizes, []),
    scalars: eachOf(numbers?.scalars, []),
    scheduled: new Map(scheduled.map(({ name }) => [name, scheduledInputs(name)])),
    step: input("step", { dtype: "int32", shape: [] }),
  };
}

/** All inputs of a step, in the order in which a model declares them. */
export function inputsInOrder(
  { features, targets, state, slots, rows, step, rowWeight, ...numbers }: StepInputs,
): Input[] {
  return [
    features,
    targets,
    state,
    ...Object.values(slots),
    rows,
    step,
    ...numberInputs(numbers),
    rowWeight,
  ]
    .filter((each) => each !== undefined);
}

/** The inputs that are one number in each step. */
export function numberInputs(
  { sizes, scalars, scheduled }: Pick<StepInputs, "sizes" | "scalars" | "scheduled">,
): Input[] {
  const own = [...scheduled.values()].flatMap(({ value, rest }) => [value, rest]);
  return [...Object.values(sizes), ...Object.values(scalars), ...own];
}

function scheduledInputs(name: string): ScheduledInputs {
  const names = inputNames(name);
  return { value: floats(names.value, []), rest: floats(names.rest, []) };
}

function eachOf(
  named: Readonly<Record<string, unknown>> = {},
  shape: readonly Dim[],
): Record<string, Input> {
  return Object.fromEntries(Object.keys(named).map((name) => [name, floats(name, shape)]));
}

function floats(name: string, shape: readonly Dim[]): Input {
  return input(name, { dtype: "float32", shape });
}
