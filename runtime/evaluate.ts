import { lowerMetrics, lowerScoring, type Program } from "../compiler/compile.ts";
import {
  type Engine,
  floats,
  floatsOf,
  type HostTensor,
  type Session,
  shortestDecimal,
  type Tensors,
} from "./engine.ts";

/** The loss and the metrics of one part, by name. */
export type Scores = Readonly<Record<string, number>>;

/** Rows that are scored in one call: enough to be fast, few enough that activations stay small. */
const chunkRows = 8192;

/** Scores a model on whole parts. Owns native memory: release it. */
export interface Evaluator {
  /** What the last layer gives for some features, float32 [rows, n]. */
  score(state: Float32Array, features: HostTensor): Promise<HostTensor>;
  /** Loss and metrics; none without targets. */
  evaluate(
    state: Float32Array,
    part: { features: HostTensor; targets?: HostTensor },
  ): Promise<Scores>;
  release(): Promise<void>;
}

/** An evaluator for a program on an engine. */
export async function createEvaluator(program: Program, engine: Engine): Promise<Evaluator> {
  const scoring = await engine.load(lowerScoring(program));
  const metricModel = lowerMetrics(program);
  const metrics = metricModel && await engine.load(metricModel);
  const score = (state: Float32Array, features: HostTensor) =>
    scoreInChunks(scoring, { state, features });
  return {
    score,
    async evaluate(state, { features, targets }) {
      if (!metrics || !targets) return {};
      const results = await metrics.run({ scores: await score(state, features), targets });
      return Object.fromEntries(
        Object.entries(results).map((
          [name, value],
        ) => [name, shortestDecimal(floatsOf(value)[0]!)]),
      );
    },
    async release() {
      await scoring.release();
      await metrics?.release();
    },
  };
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
