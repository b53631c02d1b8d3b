import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type {
  ArgumentSpec,
  ArgumentTable,
  SchedulableSpec,
  Signature,
} from "../../dsl/language/signature.ts";
import { scalar } from "../ir/constant.ts";
import type { Value } from "../ir/value.ts";

/** What is known of a schedulable number in every step. */
export interface Presence {
  /** Whether it is 0 throughout. */
  readonly isNone: boolean;
  /** Whether a schedule changes it from step to step. */
  readonly isScheduled: boolean;
}

/** A schedulable number in one step. */
export interface StepNumber extends Presence {
  /** float32 []: a constant unless it is scheduled. */
  readonly value: Value;
  /** 1 minus it, which float32 could not say of a number near 1. */
  readonly rest: Value;
}

/**
 * Arguments of which the schedulable numbers are hidden behind what holds in every step: whoever builds
 * a graph cannot take them for constants.
 */
export type ArgumentPresence<A extends ArgumentTable, N extends Presence = Presence> = {
  readonly [Name in keyof A]: A[Name] extends SchedulableSpec ? N
    : A[Name] extends ArgumentSpec<infer T> ? T
    : never;
};

/** What holds of the arguments of a call in every step. @param scheduled The arguments that schedules change. */
export function presenceOf<A extends ArgumentTable>(
  call: Pick<CheckedCall<Signature<A>>, "definition" | "arguments">,
  scheduled: readonly string[],
): ArgumentPresence<A> {
  return replaced(call, (value, name) => presence(value, scheduled.includes(name)));
}

/** The arguments of a call in one step. @param inputs What schedules feed, by the names of arguments. */
export function stepArguments<A extends ArgumentTable>(
  call: Pick<CheckedCall<Signature<A>>, "definition" | "arguments">,
  inputs: ReadonlyMap<string, Pick<StepNumber, "value" | "rest">>,
): ArgumentPresence<A, StepNumber> {
  return replaced(call, (value, name) => ({
    ...presence(value, inputs.has(name)),
    ...inputs.get(name) ?? { value: scalar(value), rest: scalar(1 - value) },
  }));
}

function presence(value: number, isScheduled: boolean): Presence {
  return { isNone: value === 0 && !isScheduled, isScheduled };
}

function replaced<A extends ArgumentTable, N extends Presence>(
  { definition, arguments: args }: Pick<CheckedCall<Signature<A>>, "definition" | "arguments">,
  replace: (value: number, name: string) => N,
): ArgumentPresence<A, N> {
  const table: ArgumentTable = definition.arguments;
  const entries = Object.entries<unknown>(args).map(([name, value]) => [
    name,
    typeof value === "number" && table[name]?.isSchedulable ? replace(value, name) : value,
  ]);
  // Exactly the schedulable arguments were replaced, as the type says.
  return Object.fromEntries(entries) as ArgumentPresence<A, N>;
}
