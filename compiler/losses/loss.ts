import type { ArgumentProblem } from "../../dsl/language/argument_problem.ts";
import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";
import type { CheckedCall } from "../../dsl/language/pipeline.ts";
import type { Head } from "../heads/head.ts";
import type { Value } from "../ir/value.ts";
import type { TargetKind, TargetSchema } from "../schema/schema.ts";

/** What a loss compares. */
export interface LossContext {
  /** What the last layer gives, float32 [B, n]. */
  readonly scores: Value;
  /** Class codes, int32 [B], or numbers, float32 [B, D]. */
  readonly targets: Value;
  /** How many training rows each class has; empty for numbers. */
  readonly classCounts: readonly number[];
}

/** How a loss reads its target. */
export interface TargetReading {
  /** The target it is for. */
  readonly target: TargetKind;
  /** How scores trained with it are read. */
  readonly head: Head;
  /** Which numbers the target may hold, where not every one will do. */
  readonly domain?: TargetDomain;
}

/** Some numbers. */
export interface TargetDomain {
  /** As in `expected 0 or 1`. */
  readonly what: string;
  has(value: number): boolean;
}

/** What a loss measures. */
export interface Measuring<Arguments> extends TargetReading {
  /** How it reads several target columns, where it then learns each as a label of its own. */
  readonly several?: TargetReading;
  /** The layer that must stand last. */
  readonly lastLayer?: string;
  /** How scores are read that were trained with these arguments; by `head` unless given. */
  headFor?(args: Arguments): Head;
  /** How many outputs the last layer must have; a text says why none will do. */
  outputs(target: TargetSchema, args: Arguments): number | string;
  /** What is wrong with the arguments for this target. */
  problem?(target: TargetSchema, args: Arguments): ArgumentProblem | undefined;
  /** The loss of each row, float32 [B, 1]; `meanLoss` averages them. */
  rows(context: LossContext, args: Arguments): Value;
  /** How much each row counts in the mean, float32 [B, 1]; all the same unless given. */
  weights?(context: LossContext, args: Arguments): Value | undefined;
}

/** A loss of the language: its signature and what it measures. */
export type Loss = Signature & Measuring<Readonly<Record<string, unknown>>>;

/** The loss of a signature and its meaning. */
export function defineLoss<const A extends ArgumentTable>(
  definition: Signature<A> & Measuring<ArgumentsOf<A>>,
): Loss {
  // A registry forgets each loss's argument types; `check` has made sure of them before.
  return definition;
}

/** How a loss reads a target of so many columns. */
export function readingOf(loss: Loss, columns: number): TargetReading {
  return columns > 1 && loss.several ? loss.several : loss;
}

/** How scores trained with a loss are read, for a target of so many columns. */
export function headOfLoss(
  { definition, arguments: args }: CheckedCall<Loss>,
  columns: number,
): Head {
  return definition.headFor?.(args) ?? readingOf(definition, columns).head;
}

/** In how many columns a target stands. */
export function columnCount(target: TargetSchema): number {
  return target.kind === "classes" ? 1 : target.names.length;
}

/** How many classes or values a target has. */
export function widthOf(target: TargetSchema): number {
  return target.kind === "classes" ? target.classes.length : target.names.length;
}
