import { lowerReading, type Program } from "../../compiler/compile.ts";
import type { Report } from "../../dsl/text/report.ts";
import { type Engine, runOnce } from "../engine/engine.ts";
import { floatsOf, type Tensors } from "../engine/tensor.ts";
import type { PreparedPart } from "../prepare/prepare.ts";
import type { Evaluator } from "./evaluate.ts";
import { parityBroken } from "./evaluate_diagnostics.ts";

// Both graphs compute the same sums; float32 rounds them differently where other nodes are fused.
const tolerance = 1e-4;

interface TrainedModel {
  readonly program: Program;
  readonly state: Float32Array;
  readonly evaluator: Evaluator;
  readonly engine: Engine;
  readonly report: Report;
}

/**
 * Runs a finished model on raw rows and compares its answers with those of the trained state. Fails where
 * they differ (E0602).
 * @throws {EngineError} If the engine gives up.
 */
export async function checkParity(
  bytes: Uint8Array,
  part: PreparedPart,
  { program, state, evaluator, engine, report }: TrainedModel,
): Promise<void> {
  const scores = await evaluator.score(state, part.features);
  const expected = await runOnce(engine, lowerReading(program), { scores });
  const given = await runOnce(engine, bytes, part.raw);
  const largest = largestDifference(numbersIn(given), numbersIn(expected));
  // Written so that NaN fails.
  if (!(largest <= tolerance)) report.fail(parityBroken(largest));
}

/** The numbers of a model's answers. */
function numbersIn({ probability, prediction }: Tensors): Float32Array {
  return floatsOf(probability ?? prediction);
}

/** Relative where the values are large, so that a regression in thousands is not held to 1e-4. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, at) => {
    const difference = Math.abs(value - (b[at] ?? NaN)) / Math.max(1, Math.abs(value));
    return Math.max(largest, difference);
  }, a.length === b.length ? 0 : Infinity);
}
