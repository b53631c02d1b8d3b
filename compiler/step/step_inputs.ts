import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import { input } from "../ir/input.ts";
import type { Dim } from "../ir/tensor.ts";
import type { Input } from "../ir/value.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { type BatchOptions, type StepStages, targetType } from "./training.ts";

/** Where a step has its rows from, and how many they are. */
export interface StepOptions extends BatchOptions {
  /** Whether it gathers its rows from the whole data by their numbers, or is given them. */
  readonly rows: "gathered" | "given";
}

/** The inputs of a step; whoever runs it feeds those that it reads. */
export interface StepInputs {
  /** float32 [R, F], and its targets: the whole data, or where rows are given the [B, F] of the step. */
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
  /** What the optimizer is told in each step, each float32 []. */
  readonly scalars: Readonly<Record<string, Input>>;
  /** int32 [], from 1. */
  readonly step: Input;
}

/** Inputs for a step of these stages. */
export function stepInputs(
  { plan, target, optimizer }: StepStages,
  { rows, batch, isRagged }: StepOptions,
): StepInputs {
  const count = rows === "gathered" ? "R" : batch;
  return {
    features: floats("features", [count, plan.features.length]),
    ...target && { targets: input("targets", targetType(target, count)) },
    ...rows === "gathered" && { rows: input("rows", { dtype: "int32", shape: [batch] }) },
    ...isRagged && { rowWeight: floats("row_weight", [batch, 1]) },
    state: floats("state", [plan.size]),
    slots: eachOf(optimizer && slotNames(optimizer), [plan.trainedSize]),
    scalars: eachOf(optimizer && scalarNames(optimizer), []),
    step: input("step", { dtype: "int32", shape: [] }),
  };
}

/** All inputs of a step, in the order in which a model declares them. */
export function inputsInOrder(
  { features, targets, state, rows, step, slots, scalars, rowWeight }: StepInputs,
): Input[] {
  return [
    features,
    targets,
    state,
    ...Object.values(slots),
    rows,
    step,
    ...Object.values(scalars),
    rowWeight,
  ]
    .filter((each) => each !== undefined);
}

function slotNames({ definition, arguments: args }: CheckedCall<Optimizer>): string[] {
  return Object.keys(definition.slots(args));
}

/** They have the same names in every step. */
function scalarNames({ definition, arguments: args }: CheckedCall<Optimizer>): string[] {
  return Object.keys(definition.scalars({ step: 1, learningRate: args.lr }, args));
}

function eachOf(names: readonly string[] = [], shape: readonly Dim[]): Record<string, Input> {
  return Object.fromEntries(names.map((name) => [name, floats(name, shape)]));
}

function floats(name: string, shape: readonly Dim[]): Input {
  return input(name, { dtype: "float32", shape });
}
