import type { ArgumentsOf, ArgumentTable, Signature } from "../../dsl/language/signature.ts";
import type { ArgumentProblem } from "../../dsl/language/argument_problem.ts";
import type { Value } from "../ir/value.ts";
import type { TargetKind, TargetSchema } from "../schema/schema.ts";

/** What a model answers for a whole part beside the truth, for classes or several labels. */
export interface LabelContext {
  /** 1 for the class, or each label, that a row has, else 0: float32 [N, K]. */
  readonly truth: Value;
  /** The same as answered. */
  readonly answer: Value;
  /** The probability of each class or label, float32 [N, K]. */
  readonly probability: Value;
  /** 1 for each row whose answer is right as a whole, else 0: float32 [N]. */
  readonly isRight: Value;
  /** Whether each row has exactly one of them: classes. */
  readonly isExclusive: boolean;
}

/** What a model answers for a whole part beside the truth, for numbers; both float32 [N, D]. */
export interface ValueContext {
  readonly prediction: Value;
  readonly truth: Value;
}

/** Between which quantiles a model answers, beside the truth; all float32 [N, D]. */
export interface IntervalContext {
  /** The lowest quantile and the highest one. */
  readonly low: Value;
  readonly high: Value;
  readonly truth: Value;
}

/** What a metric gives: one number, one for each class, or one for each pair of classes. */
export type MetricShape = "number" | "list" | "matrix";

interface Common<Arguments> {
  /** What it gives; a number unless said. */
  shape?(args: Arguments): MetricShape;
  /** What it lies between, both ends included; anything unless given. */
  readonly bounds?: readonly [low: number, high: number];
  /** Which way is better; neither unless given. */
  readonly better?: "higher" | "lower";
  /** What is wrong with the arguments for this target. */
  problem?(target: TargetSchema, args: Arguments): ArgumentProblem | undefined;
}

/** What a metric computes, for one class a row, for classes or several labels, for numbers or their quantiles. */
export type Scoring<Arguments> =
  & Common<Arguments>
  & (
    | {
      readonly target: "classes" | "labels";
      /** Whether scores in 0..1 that are no probabilities will not do. */
      readonly needsProbability?: boolean;
      build(context: LabelContext, args: Arguments): Value;
    }
    | { readonly target: "numeric"; build(context: ValueContext, args: Arguments): Value }
    | { readonly target: "interval"; build(context: IntervalContext, args: Arguments): Value }
  );

/** A metric of the language: its signature and what it computes, as `shape` says. */
export type Metric = Signature & Scoring<Readonly<Record<string, unknown>>>;

/** The metric of a signature and its meaning. */
export function defineMetric<const A extends ArgumentTable>(
  definition: Signature<A> & Scoring<ArgumentsOf<A>>,
): Metric {
  // A registry forgets each metric's argument types; `check` has made sure of them before.
  return definition;
}

/** The targets that a metric is for. */
export function targetsOf({ target }: Metric): readonly TargetKind[] {
  if (target === "labels") return ["classes", "indicators"];
  return [target === "interval" ? "numeric" : target];
}
