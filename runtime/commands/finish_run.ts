import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type {
  ClassScores,
  Metrics,
  MetricsByClass,
  PartMetrics,
} from "../../report/input/metrics.ts";
import type { Records } from "../../report/input/records.ts";
import type { Engine } from "../engine/engine.ts";
import { baselinesOf } from "../evaluate/baseline.ts";
import type { Evaluator } from "../evaluate/evaluate.ts";
import { brokenExpectations, judgedExpectations } from "../evaluate/expectations.ts";
import { checkParity } from "../evaluate/parity.ts";
import { openModel } from "../inference/open_model.ts";
import { numbersIn } from "../inference/predictions.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { recordsOf } from "../records/records_of.ts";
import { remarksOn } from "../records/remarks.ts";
import type { TrainingIdentity } from "../results/identity.ts";
import { madeOf } from "../results/made_of.ts";
import {
  classMetrics,
  metricsJson,
  partMetrics,
  printedBaselines,
  printedExpectations,
} from "../results/metrics.ts";
import { causeOf } from "../train/divergence_cause.ts";
import type { Trained } from "../train/train.ts";
import { diverged } from "../train/train_diagnostics.ts";
import { exportModel } from "./export_model.ts";

/** What a run gives back. */
export interface RunResult {
  /** What was trained, and on what. */
  readonly prepared: Prepared;
  /** The parameters and their history. */
  readonly trained: Trained;
  /** What is in `metrics.json`. */
  readonly metrics: Metrics;
  /** The finished `model.onnx`. */
  readonly model: Uint8Array;
  /** What is in `records.json.gz`. */
  readonly records: Records;
  /** Expectations of the pipeline that did not hold (E0701). */
  readonly broken: readonly Diagnostic[];
}

/** A training that has ended. */
interface Finished {
  readonly prepared: Prepared;
  readonly trained: Trained;
  readonly engine: Engine;
  readonly evaluator: Evaluator;
  readonly name: string;
  readonly variant?: string;
  readonly identity: TrainingIdentity;
  readonly report: Report;
}

/** Judges what was trained, makes the model and holds it to its answers. Fails where a number is not finite. */
export async function finishRun(
  { prepared, trained, engine, evaluator, name, variant, identity, report }: Finished,
): Promise<RunResult> {
  const { program } = prepared;
  const { pipeline } = program;
  const { state } = trained;
  const baselines = baselinesOf(prepared);
  const parts = await evaluateParts(prepared, state, evaluator);
  requireFinite(parts, { prepared, trained, report });
  const byClass = await evaluateClasses(prepared, state, evaluator);
  const metrics: Metrics = {
    pipeline: name,
    ...variant !== undefined && { variant },
    ...madeOf(prepared, identity),
    device: engine.device,
    seed: pipeline.seed,
    parameters: program.plan.parameterCount,
    epochs: trained.epochs,
    steps: trained.steps,
    ...trained.keptEpoch !== trained.epochs && { kept_epoch: trained.keptEpoch },
    ...trained.restarts.length > 0 && { restarts: trained.restarts },
    ...baselines.length > 0 && { baselines: printedBaselines(baselines) },
    parts,
    ...pipeline.expectations.length > 0 && {
      expectations: printedExpectations(pipeline.expectations),
    },
    ...byClass && { by_class: byClass },
  };
  const model = exportModel(prepared, { name, state, metrics: metricsJson(metrics) });
  // There are always training rows: a split that leaves none is refused.
  const judged = partOf(prepared, "test") ?? partOf(prepared, "train")!;
  const { schema, head } = program;
  const quantiles = head.kind === "values" ? head.quantiles?.levels : undefined;
  await using open = await openModel({
    ...{ bytes: model, schema, engine },
    ...quantiles && { quantiles },
  });
  const ask = async (rows: Int32Array) =>
    numbersIn(await open.answer(prepared.dataset.columns, rows));
  await checkParity(judged, { program, state, evaluator, engine, ask, report });
  const records = await recordsOf({ prepared, trained, model: open, engine });
  report.add(...remarksOn(records, baselines));
  return {
    prepared,
    trained,
    metrics,
    model,
    records,
    broken: brokenExpectations(judgedExpectations(pipeline, metrics.parts)),
  };
}

async function evaluateParts(
  prepared: Prepared,
  state: Float32Array,
  evaluator: Evaluator,
): Promise<Metrics["parts"]> {
  const parts: Record<string, PartMetrics> = {};
  for (const part of prepared.parts) {
    parts[part.name] = partMetrics(part.rows, await evaluator.evaluate(state, part));
  }
  return parts;
}

async function evaluateClasses(
  { program, parts: prepared }: Prepared,
  state: Float32Array,
  evaluator: Evaluator,
): Promise<MetricsByClass | undefined> {
  const { target } = program.schema;
  const parts: Record<string, ClassScores> = {};
  for (const part of prepared) {
    const scores = await evaluator.evaluateClasses(state, part);
    if (Object.keys(scores).length > 0) parts[part.name] = classMetrics(scores);
  }
  if (!target || Object.keys(parts).length === 0) return undefined;
  return { classes: target.kind === "classes" ? target.classes : target.names, parts };
}

/** The last step may be the one that diverges: only the scores after it tell. */
function requireFinite(
  parts: Metrics["parts"],
  { prepared, trained: { epochs, steps }, report }: Pick<
    Finished,
    "prepared" | "trained" | "report"
  >,
): void {
  const { pipeline } = prepared.program;
  const odd = Object.entries(parts).find(([, { loss = 0 }]) => !Number.isFinite(loss));
  if (!odd || steps === 0) return;
  const what = `afterwards the loss on the ${odd[0]} rows is ${odd[1].loss}`;
  const span = pipeline.optimizer?.argumentSpans.lr;
  const cause = causeOf(prepared);
  report.fail(diverged({ step: steps, epoch: epochs, what, cause, span }));
}
