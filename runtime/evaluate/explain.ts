import { stepStages } from "../../compiler/compile.ts";
import { type NumericTensor, tensor } from "../../compiler/ir/tensor.ts";
import type { Value } from "../../compiler/ir/value.ts";
import type { StepNumbers } from "../../compiler/schedules/courses.ts";
import { type LayerValues, layerValues } from "../../compiler/step/layer_values.ts";
import { numberInputs } from "../../compiler/step/step_inputs.ts";
import { type PartialStep, stepValues } from "../../compiler/step/step_values.ts";
import { evaluate } from "../../compiler/transform/evaluate.ts";
import type { PartName } from "../../dsl/language/pipeline.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import { floatsOf, type HostTensor, type Tensors } from "../engine/tensor.ts";
import { partOf, type Prepared, type PreparedPart } from "../prepare/prepare.ts";
import { absentPart, missingRow } from "./explain_diagnostics.ts";

/** Which rows to look at. */
export interface ExplainOptions {
  /** The part that the rows are of. */
  readonly part: PartName;
  /** Rows of the part, from 1. */
  readonly rows: readonly number[];
  /** Steps are counted from 1. */
  readonly step: number;
  /** State and slots before the step. */
  readonly carried: Tensors;
  /** What the step is fed beside rows and state, by the names of its inputs. */
  readonly numbers: StepNumbers;
  /** What schedules change, in that step, by name. */
  readonly scheduled: StepNumbers;
}

/** The same, and where it is told that those rows do not exist. */
export interface LookOptions extends ExplainOptions {
  readonly report: Report;
}

/**
 * One step with its numbers, in float64.
 *
 * @internal
 */
export interface Explanation {
  /** The step that trains, on these rows; as much of it as the pipeline has stages for. */
  readonly step: PartialStep;
  readonly layers: readonly LayerValues[];
  /** The probability of each class, for classes. */
  readonly probability?: Value;
  /** The number of any value that is shown. */
  valueOf(value: Value): NumericTensor;
}

/** Computes one step on some rows, without ONNX Runtime. Fails where the part or a row does not exist. */
export function explain(prepared: Prepared, options: LookOptions): Explanation {
  const { program: { plan, head } } = prepared;
  const step = stepOn(prepared, options);
  const layers = layerValues(step, plan);
  const probability = head.kind === "classes" ? head.probability(step.scores) : undefined;
  const { features, scores, loss, objective, inputs: { targets } } = step;
  const shown = [...layers.flatMap(valuesOfLayer), scores, probability, loss, objective];
  const results = valuesAt([features, targets, ...shown], stepFeeds(prepared, step, options));
  return {
    ...{ step, layers, probability },
    valueOf(value) {
      const result = results.get(value);
      if (!result) throw new InternalError("Only what is shown was computed");
      return result;
    },
  };
}

/** The step that trains, on rows that it is given. */
export function stepOn({ program }: Prepared, { rows }: ExplainOptions): PartialStep {
  return stepValues(stepStages(program), { rows: "given", batch: rows.length, isRagged: false });
}

/** The numbers of some values and of all that they are computed from. */
function valuesAt(
  values: readonly (Value | undefined)[],
  feeds: ReadonlyMap<Value, NumericTensor>,
): ReadonlyMap<Value, NumericTensor> {
  const wanted = values.filter((value) => value !== undefined);
  return evaluate(Object.fromEntries(wanted.map((value, at) => [String(at), value])), feeds);
}

function valuesOfLayer({ parameters, output }: LayerValues): (Value | undefined)[] {
  const shown = [...parameters, ...output ? [output] : []];
  return shown.flatMap(({ value, gradient, next }) => [value, gradient, next]);
}

/** What to feed a step with. Fails where the part or a row does not exist. */
export function stepFeeds(
  prepared: Prepared,
  { inputs }: PartialStep,
  options: LookOptions,
): Map<Value, NumericTensor> {
  const { rows, step, carried, numbers } = options;
  const part = chosenPart(prepared, options);
  const feeds = new Map<Value, NumericTensor>([
    [inputs.features, rowsOf(part.features, rows)],
    [inputs.state, vectorOf(carried.state)],
    [inputs.step, tensor([], [step], "int32")],
  ]);
  if (inputs.targets && part.targets) feeds.set(inputs.targets, rowsOf(part.targets, rows));
  for (const [name, value] of Object.entries(inputs.slots)) {
    feeds.set(value, vectorOf(carried[name]));
  }
  for (const value of numberInputs(inputs)) {
    feeds.set(value, tensor([], [numbers[value.name] ?? NaN]));
  }
  return feeds;
}

function chosenPart(prepared: Prepared, { part, rows, report }: LookOptions): PreparedPart {
  const found = partOf(prepared, part) ??
    report.fail(absentPart(part, prepared.parts.map(({ name }) => name)));
  const odd = rows.find((row) => row > found.rows);
  if (odd !== undefined) report.fail(missingRow(odd, { part, rows: found.rows }));
  return found;
}

function vectorOf(from: HostTensor | undefined): NumericTensor {
  const data = floatsOf(from);
  return tensor([data.length], data);
}

/** Some rows of a matrix or vector. @param rows From 1. */
function rowsOf(from: HostTensor, rows: readonly number[]): NumericTensor {
  if (from.type === "string") throw new TypeError("Features and targets are numbers");
  const { type, data, shape: [count = 0, ...rest] } = from;
  const width = data.length / count;
  const picked = rows.flatMap((row) => [...data.subarray((row - 1) * width, row * width)]);
  return tensor([rows.length, ...rest], picked, type);
}
