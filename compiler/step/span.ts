import { InternalError } from "../../dsl/text/diagnostic.ts";
import { input } from "../ir/input.ts";
import { buildFor } from "../ir/origin.ts";
import { type Input, outputOf, type Outputs, topologicalOrder, type Value } from "../ir/value.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import type { ModelPlan } from "../plan/model_plan.ts";
import { optimize, type PassName } from "../transform/passes/optimize.ts";
import { stepApart } from "./apart.ts";
import { nodesOfStep, type StepCost } from "./cost.ts";
import { areFinite } from "./finiteness.ts";
import { resultsOf, withResults } from "./hoist.ts";
import { overSteps } from "./over_steps.ts";
import { type Answered, reportsOf } from "./reports.ts";
import { steadySums } from "./steady_sums.ts";
import { finiteness, nextName, ofAllSteps, statesOf, type StepGraph } from "./step_graph.ts";
import { numberInputs, type StepInputs } from "./step_inputs.ts";
import { type StepValues, stepValues } from "./step_values.ts";
import type { BatchOptions, Training } from "./training.ts";

/** How parameters, and what an optimizer remembers of them, go from step to step: as vectors or as tensors. */
export type Carried = "packed" | "apart";

/** How rows fall into steps, and in what way state is carried: the cheapest unless said. */
export interface SpanOptions extends BatchOptions {
  /** The way in which parameters go from step to step. */
  readonly carried?: Carried;
  /** What a step costs where it is to be run; the number of its nodes unless given, as on the CPU. */
  readonly cost?: StepCost;
  /** What is left out that makes a step cheaper, and nothing else. */
  readonly without?: readonly Saving[];
  /**
   * Shown each graph before its passes and after each of them.
   *
   * @internal
   */
  readonly onGraph?: (graph: Outputs) => void;
}

/** What makes a step cheaper: passes, and what is computed for all steps at once. */
export type Saving = PassName | "overSteps";

/**
 * Some steps of training as a loop. Inputs: `features` and `targets` (captured); `state` and the
 * optimizer's slots (carried); `rows`, the optimizer's numbers, those that schedules change, `step` where
 * something is random and `row_weight` where ragged (scanned).
 *
 * The body reports no more than its scores: from those of all steps, `loss` and `correct` are computed
 * at once, after the loop, which saves each step about ten nodes. Last comes `is_finite`, int32 []: 1 if
 * all losses and states are finite numbers.
 */
export function spanGraph(training: Training, options: SpanOptions): StepGraph {
  const values = stepValues(training, { ...options, rows: "gathered" });
  const { train } = training.origins ?? {};
  const body = buildFor(train, () => bodyOf(packedBody(values), training.plan, options));
  const reports = buildFor(train, () => steadySums(reportsOf(training, answersOf(values))));
  const states = statesOf(body).map(({ input: each, last }) =>
    last ?? input(nextName(each), each.type)
  );
  const isFinite = buildFor(train, () => areFinite([outputOf(reports, "loss"), ...states]));
  const after = { ...reports, [finiteness]: isFinite };
  return { ...body, after: optimize(after, { onGraph: options.onGraph }) };
}

/**
 * A step that carries vectors and tells its own loss, with nothing before the steps and nothing after them: for a
 * device on which a node costs no more than its arithmetic.
 */
export function plainStep(training: Training, options: BatchOptions): StepGraph {
  const values = stepValues(training, { ...options, rows: "gathered" });
  const { scores, inputs: { rows, targets, rowWeight } } = values;
  if (!rows || !targets) throw new InternalError("A step gathers its rows from the data");
  const answered = { scores, targets: gatherRows(targets, rows), ...rowWeight && { rowWeight } };
  const step = { ...packedBody(values), reported: reportsOf(training, answered) };
  return smallerStep(step, optimize(resultsOf(step)));
}

const usualSteps = new WeakMap<Training, Map<string, StepGraph>>();

/** The step that `spanGraph` makes unless it is told more: made once for a training, which many look at. */
export function usualStep(training: Training, { batch, isRagged }: BatchOptions): StepGraph {
  const steps = usualSteps.get(training) ?? new Map<string, StepGraph>();
  usualSteps.set(training, steps);
  const key = `${batch} ${isRagged}`;
  const step = steps.get(key) ?? spanGraph(training, { batch, isRagged });
  steps.set(key, step);
  return step;
}

/** The step in the way that is asked for, else in the one that costs least. */
function bodyOf(step: StepGraph, plan: ModelPlan, options: SpanOptions): StepGraph {
  const { carried, cost = nodesOfStep } = options;
  const ways: Readonly<Record<Carried, () => StepGraph>> = {
    packed: () => optimized(step, options),
    apart: () => optimized(stepApart(step, plan), options),
  };
  if (carried) return ways[carried]();
  const [packed, apart] = [ways.packed(), ways.apart()];
  return cost(apart) <= cost(packed) ? apart : packed;
}

/** The step as it is written: with all parameters in one vector. */
function packedBody({ inputs, next, scores }: StepValues): StepGraph {
  const carried = Object.entries(inputs.slots)
    .map(([name, slot]) => ({ input: slot, next: outputOf(next.slots, name) }));
  carried.unshift({ input: inputs.state, next: next.state });
  return {
    captured: inputs.targets ? [inputs.features, inputs.targets] : [inputs.features],
    scanned: scannedOf(inputs),
    carried,
    reported: { scores },
  };
}

/** States and scores optimized as one graph, so that they share what they have in common. */
function optimized(step: StepGraph, { without = [], onGraph }: SpanOptions): StepGraph {
  const outputs = optimize(resultsOf(step), { without: without.filter(isPass), onGraph });
  const smaller = smallerStep(step, outputs);
  return without.includes("overSteps") ? smaller : overSteps(smaller);
}

/** A step that computes something else, and scans what it still reads. */
function smallerStep(step: StepGraph, outputs: Outputs): StepGraph {
  const read = new Set<Value>(topologicalOrder(Object.values(outputs)));
  const scanned = step.scanned.filter((each) => read.has(each));
  return withResults({ ...step, scanned }, outputs);
}

function isPass(saving: Saving): saving is PassName {
  return saving !== "overSteps";
}

function scannedOf({ rows, step, rowWeight, ...numbers }: StepInputs): Input[] {
  return [rows, step, ...numberInputs(numbers), rowWeight].filter((each) => each !== undefined);
}

/** What all steps answered, as it stands after the loop. */
function answersOf({ scores, inputs: { rows, targets, rowWeight } }: StepValues): Answered {
  if (!rows || !targets) throw new InternalError("A span gathers its rows from the data");
  return {
    scores: ofAllSteps({ name: "scores", type: scores.type }),
    targets: gatherRows(targets, ofAllSteps(rows)),
    ...rowWeight && { rowWeight: ofAllSteps(rowWeight) },
  };
}
