import { explainStep } from "../../compiler/explain.ts";
import { evaluate, numberOf } from "../../compiler/transform/evaluate.ts";
import type { NumericTensor } from "../../compiler/ir/tensor.ts";
import type { Value } from "../../compiler/ir/value.ts";
import type { ParameterSpec } from "../../compiler/plan/model_plan.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { type ExplainOptions, stepFeeds } from "./explain.ts";
import { nothingToCheck } from "./explain_diagnostics.ts";
import type { Prepared } from "../prepare/prepare.ts";

/** How autodiff and finite differences agree on one parameter. */
export interface GradientCheck {
  readonly parameter: string;
  /** How many of its elements were compared. */
  readonly compared: number;
  readonly of: number;
  /** The largest relative difference, and where it is. */
  readonly worst: ElementCheck;
  readonly agrees: boolean;
}

/** One element of a parameter. */
export interface ElementCheck {
  /** Its place, row-major, from 0. */
  readonly element: number;
  readonly autodiff: number;
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
 * pipeline's own data.
 * @throws {PenstockError} If there is no loss or nothing to train (E0514).
 */
export function gradcheck(prepared: Prepared, options: ExplainOptions): GradientCheck[] {
  const step = explainStep(prepared.program, options.rows.length);
  const { objective, inputs: { state }, layers } = step;
  const trained = layers.flatMap(({ parameters }) => parameters)
    .filter(({ spec }) => spec.role === "trained");
  if (!objective || trained.length === 0) throw new PenstockError([nothingToCheck()]);
  const feeds = stepFeeds(prepared, step, options);
  const objectiveAt = (offset: number, change: number) =>
    numberOf(evaluate({ objective }, moved(feeds, { state, offset, change })).get(objective));
  return trained.map(({ spec, gradient }) => {
    const values = gradient ? evaluate({ gradient }, feeds).get(gradient)! : undefined;
    const elements = spread(spec.size).map((element) =>
      checkElement({
        element,
        autodiff: values?.data[element] ?? 0,
        objectiveAt: (change) => objectiveAt(spec.offset + element, change),
      })
    );
    return summarize(spec, elements);
  });
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
  const [below, here, above] = [-stepSize, 0, stepSize].map(objectiveAt);
  const finiteDifference = (above! - below!) / (2 * stepSize);
  const size = Math.max(Math.abs(autodiff), Math.abs(finiteDifference), 1e-4);
  const difference = Math.abs(autodiff - finiteDifference) / size;
  const jump = Math.abs((above! - here!) - (here! - below!)) / stepSize;
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
  const before = feeds.get(state)!;
  const data = before.data.slice();
  data[offset]! += change;
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
