import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { ArgumentsOf } from "../../dsl/language/signature.ts";
import type { BaseArguments, Numbers, Optimizer, StepFunctions } from "../optimizers/optimizer.ts";
import { type ArgumentPresence, presenceOf } from "../optimizers/step_arguments.ts";
import type { Courses, ScheduledNumber, StepNumbers } from "../schedules/courses.ts";

/** An optimizer's call, and what schedules change of it and of the layers. */
export interface ScheduledOptimizer {
  readonly optimizer: CheckedCall<Optimizer>;
  readonly scheduled: readonly ScheduledNumber[];
}

/** What an optimizer remembers, with the number that every element of a slot starts with. */
export function slotsOf(stepped: ScheduledOptimizer): Numbers {
  return stepped.optimizer.definition.slots(presenceIn(stepped));
}

/** How far an optimizer goes in a step, and its other numbers, by the names of their inputs. */
export function functionsOf(
  stepped: ScheduledOptimizer,
): { readonly sizes: StepFunctions; readonly scalars: StepFunctions } {
  const { definition } = stepped.optimizer;
  const presence = presenceIn(stepped);
  return { sizes: definition.sizes(presence), scalars: definition.scalars(presence) };
}

function presenceIn(
  { optimizer, scheduled }: ScheduledOptimizer,
): ArgumentPresence<BaseArguments> {
  return presenceOf(optimizer, scheduled.map(({ name }) => name));
}

/** What the inputs of a scheduled number are called: itself, and 1 minus it. */
export function inputNames(name: string): { readonly value: string; readonly rest: string } {
  return { value: `${name}.now`, rest: `${name}.rest` };
}

/**
 * The numbers that a step is fed, by the names of its inputs.
 * @returns A function of the step, from 1, for the epochs that the schedules have been told the end of.
 */
export function numbersOfSteps(
  stepped: ScheduledOptimizer,
  courses: Courses,
): (step: number) => StepNumbers {
  const { sizes, scalars } = functionsOf(stepped);
  const functions = Object.entries({ ...sizes, ...scalars });
  const at = argumentsAt(stepped, courses);
  // Called for every step: no object is made that need not be.
  return (step) => {
    const numbers: Record<string, number> = {};
    for (const [name, numberAt] of functions) numbers[name] = numberAt(step, at);
    return stepped.scheduled.length === 0
      ? numbers
      : Object.assign(numbers, scheduledInputs(courses.at(step)));
  };
}

/** The optimizer's arguments in any step. */
function argumentsAt(
  { optimizer: { arguments: args }, scheduled }: ScheduledOptimizer,
  courses: Courses,
): (step: number) => ArgumentsOf<BaseArguments> {
  return scheduled.length === 0 ? () => args : (step) => ({ ...args, ...courses.at(step) });
}

function scheduledInputs(numbers: StepNumbers): StepNumbers {
  const inputs: Record<string, number> = {};
  for (const [name, number] of Object.entries(numbers)) {
    const { value, rest } = inputNames(name);
    inputs[value] = number;
    inputs[rest] = 1 - number;
  }
  return inputs;
}
