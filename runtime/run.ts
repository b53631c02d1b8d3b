import { type Diagnostic, PenstockError } from "../dsl/diagnostic.ts";
import type { Override } from "../dsl/override.ts";
import type { Source } from "../dsl/span.ts";
import type { Access } from "./access.ts";
import { cpuEngine, type Engine } from "./engine.ts";
import { createEvaluator, type Evaluator } from "./evaluate.ts";
import { historyCsv, type Metrics, metricsJson, type PartMetrics } from "./metrics_file.ts";
import { checkParity, modelBytes } from "./model_file.ts";
import type { OutFolder } from "./out_folder.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { expectationBroken } from "./run_diagnostics.ts";
import { type EpochRecord, partOf, train, type Trained } from "./train.ts";

/** Who wants to know how a run goes on. */
export interface RunListener {
  onWarning?(warning: Diagnostic): void;
  /** Data, model and device are known; training begins. */
  onPrepared?(prepared: Prepared, engine: Engine): void;
  onEpoch?(record: EpochRecord, epochs: number): void;
}

export interface RunOptions {
  /** What the run is called in `metrics.json`. */
  readonly name: string;
  readonly access: Access;
  readonly engine?: Engine;
  readonly overrides?: readonly Override[];
  /** Claims the folder to fill; without it nothing is written. */
  readonly claim?: () => Promise<OutFolder>;
  readonly listener?: RunListener;
  readonly signal?: AbortSignal;
}

/** What a run gives back. */
export interface RunResult {
  readonly prepared: Prepared;
  readonly trained: Trained;
  readonly metrics: Metrics;
  /** The finished `model.onnx`. */
  readonly model: Uint8Array;
  /** Expectations of the pipeline that did not hold (E0701). */
  readonly broken: readonly Diagnostic[];
}

/**
 * Trains a pipeline from its text to a finished, checked model.
 * @throws {PenstockError} With diagnostics of the phase that failed; nothing is then left behind.
 */
export async function run(source: Source, options: RunOptions): Promise<RunResult> {
  const { access, engine = cpuEngine, overrides, listener = {} } = options;
  const warn = (warning: Diagnostic) => listener.onWarning?.(warning);
  const prepared = await prepare(source, { access, engine, overrides, warn });
  const folder = await options.claim?.();
  try {
    listener.onPrepared?.(prepared, engine);
    const onEpoch = listener.onEpoch?.bind(listener);
    const trained = await train(prepared, { engine, onEpoch, signal: options.signal });
    const result = await finish({ prepared, trained, engine, name: options.name });
    await folder?.commit({
      "model.onnx": result.model,
      "metrics.json": metricsJson(result.metrics),
      "history.csv": historyCsv(trained.history),
    });
    return result;
  } catch (error) {
    await folder?.discard();
    throw error;
  }
}

interface Finished {
  readonly prepared: Prepared;
  readonly trained: Trained;
  readonly engine: Engine;
  readonly name: string;
}

async function finish({ prepared, trained, engine, name }: Finished): Promise<RunResult> {
  const { program, scaling, pipeline } = prepared;
  const { state } = trained;
  const evaluator = await createEvaluator(program, engine);
  try {
    const metrics: Metrics = {
      pipeline: name,
      device: engine.device,
      seed: pipeline.seed,
      parameters: program.plan.size,
      epochs: trained.epochs,
      steps: trained.steps,
      parts: await evaluateParts(prepared, state, evaluator),
    };
    const model = modelBytes(program, { scaling, state }, {
      schema: program.schema,
      pipeline: pipeline.source.text,
      seed: pipeline.seed,
      metrics: metricsJson(metrics),
    });
    const judged = partOf(prepared, "test") ?? partOf(prepared, "train")!;
    await checkParity(model, judged, { program, state, evaluator, engine });
    return { prepared, trained, metrics, model, broken: brokenExpectations(prepared, metrics) };
  } finally {
    await evaluator.release();
  }
}

async function evaluateParts(
  prepared: Prepared,
  state: Float32Array,
  evaluator: Evaluator,
): Promise<Metrics["parts"]> {
  const parts: Record<string, PartMetrics> = {};
  for (const part of prepared.parts) {
    const { loss, ...rest } = await evaluator.evaluate(state, part);
    parts[part.name] = { rows: part.rows, ...(loss !== undefined && { loss }), ...rest };
  }
  return parts;
}

function brokenExpectations({ pipeline }: Prepared, { parts }: Metrics): Diagnostic[] {
  return pipeline.expectations.flatMap((expected) => {
    const value = parts[expected.part]?.[expected.metric] ?? NaN;
    const isMet = value >= expected.low && value <= expected.high;
    return isMet ? [] : [expectationBroken(expected, value)];
  });
}

/** Throws what a run found broken in the end, after its files were written. */
export function requireExpectations({ broken }: RunResult): void {
  if (broken.length > 0) throw new PenstockError(broken);
}
