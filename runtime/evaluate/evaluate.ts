import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import type { Program } from "../../compiler/compile.ts";
import { lowerClassMetrics, lowerMetrics, lowerScoring } from "../../compiler/models.ts";
import type { ClassScore, ClassScores, Scores } from "../../report/input/metrics.ts";
import type { Engine, Session } from "../engine/engine.ts";
import { floats, floatsOf, type HostTensor, tensorNamed, type Tensors } from "../engine/tensor.ts";
import { joinedRows, mapTensors, rowsBetween } from "../engine/tensor_rows.ts";

/** A part of the data, as `prepare` leaves it. */
export interface EvaluatedPart {
  readonly features: HostTensor;
  readonly targets?: HostTensor;
  /** In their own unit, where that is another one. */
  readonly truth?: HostTensor;
}

/** Rows that are scored in one call: enough to be fast, few enough that activations stay small. */
const chunkRows = 8192;

/** Scores a model on whole parts. Owns native memory: dispose of it. */
export interface Evaluator extends AsyncDisposable {
  /** What the last layer gives for some features, float32 [rows, n]. */
  score(state: Float32Array, features: HostTensor): Promise<HostTensor>;
  /** Loss and metrics that are numbers; none without targets. */
  evaluate(state: Float32Array, part: EvaluatedPart): Promise<Scores>;
  /** Metrics that give more; none without targets. */
  evaluateClasses(state: Float32Array, part: EvaluatedPart): Promise<ClassScores>;
}

/** An evaluator for a program on an engine. @throws {EngineError} If the engine gives up. */
export async function createEvaluator(program: Program, engine: Engine): Promise<Evaluator> {
  await using opened = new AsyncDisposableStack();
  const open = async (model: OnnxModel | undefined) =>
    model && opened.use(await engine.session(model));
  const sessions = {
    scoring: opened.use(await engine.session(lowerScoring(program))),
    numbers: await open(lowerMetrics(program)),
    classes: await open(lowerClassMetrics(program)),
  };
  return evaluatorOf(sessions, opened.move());
}

interface Sessions {
  readonly scoring: Session;
  /** Absent where there is nothing of the kind to measure. */
  readonly numbers: Session | undefined;
  readonly classes: Session | undefined;
}

function evaluatorOf(
  { scoring, numbers, classes }: Sessions,
  owned: AsyncDisposableStack,
): Evaluator {
  const score: Evaluator["score"] = (state, features) =>
    scoreInChunks(scoring, { state, features });
  const measure = async (
    session: Session | undefined,
    state: Float32Array,
    { features, targets, truth }: EvaluatedPart,
  ) => {
    if (!session || !targets) return {};
    const scores = await score(state, features);
    const known = { "part.targets": targets, ...truth && { "part.truth": truth } };
    return await session.run({ "part.scores": scores, ...known });
  };
  return {
    score,
    evaluate: async (state, part) => mapTensors(await measure(numbers, state, part), scoreIn),
    evaluateClasses: async (state, part) =>
      mapTensors(await measure(classes, state, part), classScoreIn),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The one number of a tensor. */
export function scoreIn(tensor: HostTensor): number {
  const [number] = floatsOf(tensor);
  if (number === undefined) throw new TypeError("A number expected, not an empty tensor");
  return number;
}

/** The list or matrix of a tensor. */
export function classScoreIn(tensor: HostTensor): ClassScore {
  const values = [...floatsOf(tensor)];
  const [rows = 0, columns] = tensor.shape;
  if (columns === undefined) return values;
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}

async function scoreInChunks(
  session: Session,
  { state, features }: { state: Float32Array; features: HostTensor },
): Promise<HostTensor> {
  const [rows = 0] = features.shape;
  const parameters: Tensors = state.length > 0 ? { state: floats([state.length], state) } : {};
  const chunks: HostTensor[] = [];
  for (let start = 0; start < rows; start += chunkRows) {
    const end = Math.min(rows, start + chunkRows);
    const chunk = rowsBetween(features, start, end);
    const results = await session.run({ ...parameters, features: chunk });
    chunks.push(tensorNamed(results, "scores"));
  }
  return joinedRows(chunks);
}
