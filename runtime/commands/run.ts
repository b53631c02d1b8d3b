import type { Override } from "../../dsl/syntax/override.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Source } from "../../dsl/text/span.ts";
import type { Restart } from "../../report/input/metrics.ts";
import { stepsNotKept } from "../checkpoints/checkpoint_diagnostics.ts";
import { openCheckpoints, type ResumeOptions } from "../checkpoints/open_checkpoints.ts";
import { openStepHistory, type StepHistory } from "../checkpoints/step_history.ts";
import type { Engine } from "../engine/engine.ts";
import { createEvaluator } from "../evaluate/evaluate.ts";
import type { Access, Interruption } from "../files/access.ts";
import type { FileContent } from "../files/file_content.ts";
import { linesInMemory } from "../files/growing_lines.ts";
import type { OutFolder } from "../files/out_folder.ts";
import type { DataOverride } from "../open/data_override.ts";
import { openSource } from "../open/open_pipeline.ts";
import { partOf, prepare, type Prepared } from "../prepare/prepare.ts";
import { encodeRecords, recordsName } from "../records/records.ts";
import { historyCsv } from "../results/history.ts";
import { identityOf } from "../results/identity.ts";
import { hashesOf, type LockedChoice, lockName, lockYaml } from "../results/lock.ts";
import { lockOf } from "../results/lock_of.ts";
import { type History, metricsJson } from "../results/metrics.ts";
import { parametersNpz } from "../results/parameters.ts";
import { batchPlanOf } from "../../compiler/step/batch_plan.ts";
import type { EpochRecord } from "../train/history.ts";
import type { TrainingProgress } from "../train/progress.ts";
import { train } from "../train/train.ts";
import { finishRun, type RunResult } from "./finish_run.ts";
import { phase } from "./phase.ts";
import { loadRunPage, pageName, runPage } from "./run_page.ts";

/** Who wants to know how a run goes on. */
export interface RunListener {
  /** Something is odd, but not wrong. */
  onWarning?(warning: Diagnostic): void;
  /** Data, model and device are known; training begins. @param epoch In which, from 1: an unfinished run goes on. */
  onPrepared?(prepared: Prepared, epoch: number): void;
  /** The training broke down, and goes on from an earlier epoch with a smaller learning rate. */
  onRestart?(restart: Restart): void;
  /** An epoch has ended. @param epochs How many there are to be. */
  onEpoch?(record: EpochRecord, epochs: number): void;
}

/** What a run of a prepared pipeline works with. */
export interface RunPreparedOptions extends ResumeOptions {
  /** What the run is called in `metrics.json`. */
  readonly name: string;
  /** Claims the folder to fill; without it nothing is written. */
  readonly claim?: (report: Report) => Promise<OutFolder>;
  /** What was asked for, so that `run.lock.yaml` can say how to ask for it again. */
  readonly choice?: Omit<LockedChoice, "history" | "set">;
  /** What `history.csv` has a line for; epochs unless given. */
  readonly history?: History;
  /** Whether `report.html` is made; unless it is said not to. */
  readonly hasPage?: boolean;
  /** Told how the run goes on. */
  readonly listener?: RunListener;
  /** Ends the run between two spans of steps. */
  readonly signal?: Interruption;
}

/** What a run works with. */
export interface RunOptions extends RunPreparedOptions {
  /** Where models are run; the device of the pipeline unless given. */
  readonly engine?: Engine;
  /** What the pipeline may read. */
  readonly access: Access;
  /** Parameters set from outside the file. */
  readonly overrides?: readonly Override[];
  /** A manifest that takes the place of the `load` stage. */
  readonly data?: DataOverride;
  /** Which variant of the pipeline is meant. */
  readonly variant?: string;
  /** Takes the place of the pipeline's own seed. */
  readonly seed?: number;
  /** Takes the place of the pipeline's own device: `cpu`, `cuda:1`. */
  readonly device?: string;
}

/**
 * Trains a pipeline from its text to a finished, checked model.
 * @throws {PenstockError} With diagnostics of the phase that failed; nothing is then left behind.
 */
export async function run(source: Source, options: RunOptions): Promise<RunResult> {
  const { access, engine, overrides, data, variant, seed, device, listener } = options;
  const prepared = await phase(async (report) => {
    const file = await openSource(source, { access, data, variant, seed, device, report });
    return await prepare(file, { access, overrides, report, ...engine && { engine } });
  }, listener?.onWarning?.bind(listener));
  return await runPrepared(prepared, options);
}

/**
 * Trains what was prepared, to a finished, checked model.
 * @throws {PenstockError} With diagnostics of the phase that failed; nothing is then left behind.
 */
export async function runPrepared(
  prepared: Prepared,
  options: RunPreparedOptions,
): Promise<RunResult> {
  const { claim } = options;
  const folder = claim && await phase(claim);
  try {
    const { files, result } = await phase(
      (report) => trainToEnd(prepared, { ...options, report, folder }),
      options.listener?.onWarning?.bind(options.listener),
    );
    await phase((report) => folder?.commit(files, report));
    return result;
  } catch (error) {
    await folder?.discard();
    throw error;
  }
}

/**
 * Trains what was prepared, and makes what a run leaves, without writing it.
 * @throws {PenstockError} The same.
 */
export async function trainedFiles(
  prepared: Prepared,
  options: Omit<RunPreparedOptions, "claim">,
): Promise<
  { readonly files: Readonly<Record<string, FileContent>>; readonly result: RunResult }
> {
  return await phase((report) => trainToEnd(prepared, { ...options, report }));
}

/** Trains, judges and exports with one set of models on the engine. */
async function trainToEnd(
  prepared: Prepared,
  options: RunPreparedOptions & { readonly report: Report; readonly folder?: OutFolder },
) {
  const { engine } = prepared;
  const { listener = {}, hasPage = true, ...others } = options;
  const { name, choice, history, signal, report, folder, ...resuming } = others;
  const [begun, start] = [new Date(), performance.now()];
  const identity = await identityOf(prepared);
  const kept = folder && await openCheckpoints({
    ...resuming,
    ...{ files: folder.checkpoints, place: folder.partial, identity, report },
    onWarning: listener.onWarning?.bind(listener) ?? (() => {}),
  });
  await using evaluator = await createEvaluator(prepared.program, engine);
  listener.onPrepared?.(prepared, kept?.from?.begun.epoch ?? 1);
  const steps = await stepHistoryOf(prepared, { history, folder, from: kept?.from, report });
  if (folder && hasPage) void loadRunPage();
  const tools = { engine, evaluator, report };
  const trained = await train(prepared, {
    ...{ ...tools, ...kept, signal },
    onEpoch: listener.onEpoch?.bind(listener),
    onRestart: listener.onRestart?.bind(listener),
    ...steps && { onSteps: steps.add },
  });
  const result = await finishRun({
    ...{ ...tools, prepared, trained, name, identity },
    ...choice?.variant !== undefined && { variant: choice.variant },
  });
  const files: Readonly<Record<string, FileContent>> = {
    "model.onnx": result.model,
    "metrics.json": metricsJson(result.metrics),
    "history.csv": await steps?.content() ?? historyCsv(trained.history),
    "parameters.npz": parametersNpz(prepared, trained.state),
    [recordsName]: encodeRecords(result.records),
  };
  if (!folder) return { files, result };
  const results = await hashesOf(files);
  const seconds = Math.round(performance.now() - start) / 1000;
  const lock = lockOf(prepared, { identity, choice, history, begun, seconds, results });
  const page = hasPage ? await runPage(files, lock) : undefined;
  return {
    files: {
      ...{ ...files, [lockName]: lockYaml(lock) },
      ...page !== undefined && { [pageName]: page },
    },
    result,
  };
}

interface StepsToKeep {
  readonly history: History | undefined;
  readonly folder: OutFolder | undefined;
  readonly from: TrainingProgress | undefined;
  readonly report: Report;
}

/** Where the steps are kept, if `history.csv` is to have a line for each. Fails where those before are not (E0531). */
async function stepHistoryOf(
  prepared: Prepared,
  { history, folder, from, report }: StepsToKeep,
): Promise<StepHistory | undefined> {
  const lines = folder?.checkpoints.steps ?? linesInMemory();
  const { training } = prepared.program;
  const place = folder?.partial ?? "";
  const opened = await openStepHistory({
    ...{ lines, place, report },
    epoch: history === "steps" ? from?.begun.epoch ?? 1 : 1,
    steps: training ? batchPlanOf(training, partOf(prepared, "train")?.rows ?? 0).steps : 0,
  });
  // Without it, nothing is left there that a later run could take for its own.
  if (history !== "steps") return undefined;
  return opened ?? report.fail(stepsNotKept(place));
}
