import {
  lowerClassMetrics,
  lowerMetrics,
  lowerScoring,
  type Program,
} from "../../compiler/compile.ts";
import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import {
  type Engine,
  floats,
  floatsOf,
  type HostTensor,
  type Session,
  shortestDecimal,
  type Tensors,
} from "../engine/engine.ts";

/** The loss and the metrics of one part that are numbers, by name. */
export type Scores = Readonly<Record<string, number>>;

/** One number for each class, or for each pair of classes. */
export type ClassScore = readonly number[] | readonly (readonly number[])[];

/** The metrics of one part that give more than a number, by name. */
export type ClassScores = Readonly<Record<string, ClassScore>>;

/** A part of the data, as `prepare` leaves it. */
export interface EvaluatedPart {
  readonly features: HostTensor;
  readonly targets?: HostTensor;
}

/** Rows that are scored in one call: enough to be fast, few enough that activations stay small. */
const chunkRows = 8192;

/** Scores a model on whole parts. Owns native memory: release it. */
export interface Evaluator {
  /** What the last layer gives for some features, float32 [rows, n]. */
  score(state: Float32Array, features: HostTensor): Promise<HostTensor>;
  /** Loss and metrics that are numbers; none without targets. */
  evaluate(state: Float32Array, part: EvaluatedPart): Promise<Scores>;
  /** Metrics that give more; none without targets. */
  evaluateClasses(state: Float32Array, part: EvaluatedPart): Promise<ClassScores>;
  release(): Promise<void>;
}

/** An evaluator for a program on an engine. */
export async function createEvaluator(program: Program, engine: Engine): Promise<Evaluator> {
  const load = async (model: OnnxModel | undefined) => model && await engine.load(model);
  const scoring = await engine.load(lowerScoring(program));
  const [numbers, classes] = [
    await load(lowerMetrics(program)),
    await load(lowerClassMetrics(program)),
  ];
  const score = (state: Float32Array, features: HostTensor) =>
    scoreInChunks(scoring, { state, features });
  const measure = async (
    session: Session | undefined,
    state: Float32Array,
    { features, targets }: EvaluatedPart,
  ): Promise<Tensors> => {
    if (!session || !targets) return {};
    const scores = await score(state, features);
    return await session.run({ "part.scores": scores, "part.targets": targets });
  };
  return {
    score,
    async evaluate(state, part) {
      const results = Object.entries(await measure(numbers, state, part));
      return Object.fromEntries(results.map(([name, tensor]) => [name, decimalsOf(tensor)[0]!]));
    },
    async evaluateClasses(state, part) {
      const results = Object.entries(await measure(classes, state, part));
      return Object.fromEntries(results.map(([name, tensor]) => [name, classScoreOf(tensor)]));
    },
    async release() {
      for (const session of [scoring, numbers, classes]) await session?.release();
    },
  };
}

function decimalsOf(tensor: HostTensor): number[] {
  return Array.from(floatsOf(tensor), shortestDecimal);
}

function classScoreOf(tensor: HostTensor): ClassScore {
  const values = decimalsOf(tensor);
  const [rows, columns] = tensor.shape as [number, number?];
  if (columns === undefined) return values;
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}

async function scoreInChunks(
  session: Session,
  { state, features }: { state: Float32Array; features: HostTensor },
): Promise<HostTensor> {
  const [rows, width] = features.shape as [number, number];
  const values = floatsOf(features);
  const parameters: Tensors = state.length > 0 ? { state: floats([state.length], state) } : {};
  const chunks: Float32Array[] = [];
  let shape: readonly number[] = [];
  for (let start = 0; start < rows; start += chunkRows) {
    const end = Math.min(rows, start + chunkRows);
    const chunk = floats([end - start, width], values.subarray(start * width, end * width));
    const { scores } = await session.run({ ...parameters, features: chunk });
    chunks.push(floatsOf(scores));
    shape = scores!.shape.with(0, rows);
  }
  return floats(shape, join(chunks));
}

function join(chunks: readonly Float32Array[]): Float32Array {
  if (chunks.length === 1) return chunks[0]!;
  const all = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
