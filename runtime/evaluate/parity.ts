import type { Program } from "../../compiler/compile.ts";
import { lowerReading } from "../../compiler/models.ts";
import type { Report } from "../../dsl/text/report.ts";
import { type Engine, runOnce } from "../engine/engine.ts";
import { floatsOf, type HostTensor, type Tensors } from "../engine/tensor.ts";
import type { PreparedPart } from "../prepare/prepare.ts";
import type { Evaluator } from "./evaluate.ts";
import { answersNotFinite, parityBroken } from "./evaluate_diagnostics.ts";

// Both graphs compute the same sums; float32 rounds them differently where other nodes are fused.
const tolerance = 1e-4;

/** The step from 1 to the next float32, and so many of them a sum may be off by. */
const [float32Step, roundings] = [2 ** -23, 16];

interface TrainedModel {
  readonly program: Program;
  readonly state: Float32Array;
  readonly evaluator: Evaluator;
  readonly engine: Engine;
  /** The numbers that the finished model answers for some rows of the dataset, row-major. */
  readonly ask: (rows: Int32Array) => Promise<Float32Array>;
  readonly report: Report;
}

/** Rows that are asked for at once. */
const blockRows = 8192;

/**
 * Asks a finished model for raw rows and compares its answers with those of the trained state. Fails where
 * they differ (E0602) or are no numbers (E0606).
 * @throws {EngineError} If the engine gives up.
 */
export async function checkParity(
  part: PreparedPart,
  { program, state, evaluator, engine, ask, report }: TrainedModel,
): Promise<void> {
  const scores = await evaluator.score(state, part.features);
  const expected = numbersIn(await runOnce(engine, lowerReading(program), { scores }));
  // No model agrees with what is no number: it is the pipeline's own numbers that are too large.
  if (!expected.every(Number.isFinite)) report.fail(answersNotFinite());
  const width = expected.length / part.rows;
  let largest = 0;
  for (let start = 0; start < part.rows; start += blockRows) {
    const rows = part.indices.subarray(start, start + blockRows);
    const trained = expected.subarray(start * width, (start + rows.length) * width);
    largest = Math.max(largest, largestDifference(await ask(rows), trained));
  }
  // Written so that NaN fails.
  if (!(largest <= allowedFor(scores))) report.fail(parityBroken(largest));
}

/** Large scores are sums of large numbers, which round by more; an answer moves with its score. */
function allowedFor(scores: HostTensor): number {
  const largest = floatsOf(scores).reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  return tolerance + roundings * float32Step * largest;
}

/** The numbers of a model's answers. */
function numbersIn({ probability, score, prediction }: Tensors): Float32Array {
  return floatsOf(probability ?? score ?? prediction);
}

/** Relative where the values are large, so that a regression in thousands is not held to 1e-4. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, at) => {
    const difference = Math.abs(value - (b[at] ?? NaN)) / Math.max(1, Math.abs(value));
    return Math.max(largest, difference);
  }, a.length === b.length ? 0 : Infinity);
}
