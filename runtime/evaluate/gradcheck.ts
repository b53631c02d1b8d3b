import { elementAt, type NumericTensor } from "../../compiler/ir/tensor.ts";
import { outputOf, type Value } from "../../compiler/ir/value.ts";
import type { ParameterSpec } from "../../compiler/plan/model_plan.ts";
import { trainedParameters } from "../../compiler/step/state.ts";
import type { PartialStep } from "../../compiler/step/step_values.ts";
import { evaluate, numberOf } from "../../compiler/transform/evaluate.ts";
import { optimize } from "../../compiler/transform/passes/optimize.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Prepared } from "../prepare/prepare.ts";
import { type LookOptions, stepFeeds, stepOn } from "./explain.ts";
import { nothingToCheck } from "./explain_diagnostics.ts";

/** How autodiff and finite differences agree on one parameter. */
export interface GradientCheck {
  /** Its name, such as `hidden.weight`. */
  readonly parameter: string;
  /** How many of its elements were compared. */
  readonly compared: number;
  /** How many it has. */
  readonly of: number;
  /** The largest relative difference, and where it is. */
  readonly worst: ElementCheck;
  /** Whether it is small enough, or at a kink. */
  readonly agrees: boolean;
}

/** One element of a parameter. */
export interface ElementCheck {
  /** Its place, row-major, from 0. */
  readonly element: number;
  /** The gradient as the step computes it. */
  readonly autodiff: number;
  /** The gradient as the loss tells it. */
  readonly finiteDifference: number;
  /** |a - b| / max(|a|, |b|, 1e-4), so that two tiny gradients agree. */
  readonly difference: number;
  /** The slopes to both sides differ: a kink, such as relu at 0, where no derivative exists. */
  readonly isKink: boolean;
}

// In float64 a central difference of step 1e-5 is right to about 1e-10 absolute, more than enough to
// tell a wrong rule from rounding.
const stepSize = 1e-5;
const tolerance = 1e-5;
/** Elements of one parameter that are compared, evenly spread. */
const maxElements = 24;

/**
 * Compares the gradient of each parameter with central differences in float64, on rows of the
 * pipeline's own data. Fails where there is no loss or nothing to train (E0514).
 */
export function gradcheck(prepared: Prepared, options: LookOptions): GradientCheck[] {
  const step = stepOn(prepared, options);
  const parameters = trainedParameters(prepared.program.plan);
  const feeds = stepFeeds(prepared, step, options);
  return checkGradients(step, { parameters, feeds, report: options.report });
}

/** What the gradients of a step are checked on. */
export interface CheckedOn {
  /** Those that the optimizer changes. */
  readonly parameters: readonly ParameterSpec[];
  /** A tensor for each input of the step. */
  readonly feeds: ReadonlyMap<Value, NumericTensor>;
  readonly report: Report;
}

/**
 * The same for a step: what is compared is the vector that its optimizer starts from, after the
 * passes that the training graph goes through as well. Fails where there is no loss or nothing to train
 * (E0514).
 */
export function checkGradients(
  { objective, gradient, inputs: { state } }: PartialStep,
  { parameters, feeds, report }: CheckedOn,
): GradientCheck[] {
  if (!objective || !gradient || parameters.length === 0) {
    return report.fail(nothingToCheck());
  }
  const autodiff = gradientAt(gradient, feeds);
  const objectiveAt = (offset: number, change: number) =>
    numberOf(evaluate({ objective }, moved(feeds, { state, offset, change })).get(objective));
  return parameters.map((spec) => {
    const elements = spread(spec.size).map((element) =>
      checkElement({
        element,
        autodiff: elementAt(autodiff, spec.offset + element),
        objectiveAt: (change) => objectiveAt(spec.offset + element, change),
      })
    );
    return summarize(spec, elements);
  });
}

/** The numbers of the gradient vector, which begins as the state does. */
function gradientAt(gradient: Value, feeds: CheckedOn["feeds"]): ArrayLike<number> {
  const outputs = optimize({ gradient }, { verify: true });
  return evaluate(outputs, feeds).get(outputOf(outputs, "gradient"))?.data ?? [];
}

function summarize(spec: ParameterSpec, elements: readonly ElementCheck[]): GradientCheck {
  const smooth = elements.filter(({ isKink }) => !isKink);
  const worst = (smooth.length > 0 ? smooth : elements).reduce((a, b) =>
    b.difference > a.difference ? b : a
  );
  return {
    parameter: spec.name,
    compared: elements.length,
    of: spec.size,
    worst,
    agrees: worst.isKink || worst.difference <= tolerance,
  };
}

interface Element extends Pick<ElementCheck, "element" | "autodiff"> {
  /** The objective with this element changed by so much. */
  objectiveAt(change: number): number;
}

function checkElement({ element, autodiff, objectiveAt }: Element): ElementCheck {
  const [below, here, above] = [objectiveAt(-stepSize), objectiveAt(0), objectiveAt(stepSize)];
  const finiteDifference = (above - below) / (2 * stepSize);
  const size = Math.max(Math.abs(autodiff), Math.abs(finiteDifference), 1e-4);
  const difference = Math.abs(autodiff - finiteDifference) / size;
  const jump = Math.abs((above - here) - (here - below)) / stepSize;
  // A smooth curve bends by no more than its second derivative times the step.
  return {
    element,
    autodiff,
    finiteDifference,
    difference,
    isKink: difference > tolerance && jump > 0.01 * size,
  };
}

/** The feeds with one element of the state moved. */
function moved(
  feeds: ReadonlyMap<Value, NumericTensor>,
  { state, offset, change }: { state: Value; offset: number; change: number },
): Map<Value, NumericTensor> {
  const before = feeds.get(state);
  if (!before) throw new InternalError("The state is not fed");
  const data = before.data.with(offset, elementAt(before.data, offset) + change);
  return new Map(feeds).set(state, { ...before, data });
}

/** Up to `maxElements` places of `size`, evenly spread, the first and the last among them. */
function spread(size: number): number[] {
  const count = Math.min(size, maxElements);
  const places = Array.from(
    { length: count },
    (_, at) => Math.round(at * (size - 1) / Math.max(1, count - 1)),
  );
  return [...new Set(places)];
}
