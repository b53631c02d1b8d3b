import { join, relative, resolve, sep } from "node:path";
import type { Report } from "../../dsl/text/report.ts";
import type { Engine } from "../engine/engine.ts";
import type { History } from "../results/metrics.ts";
import { displayPath, type Interruption } from "../files/access.ts";
import { writeTextFile } from "../files/text_file.ts";
import { splitCsv } from "../results/split.ts";
import { claimOutFolder, filesLeft } from "../files/out_folder.ts";
import { outPlace } from "../files/out_place.ts";
import type { ResumeOptions } from "../checkpoints/open_checkpoints.ts";
import { phase } from "./phase.ts";
import { type PreparedFile, prepareFile, type TrainingChoice } from "./prepare_file.ts";
import type { RunResult } from "./finish_run.ts";
import { pageName } from "./run_page.ts";
import { type RunListener, runPrepared, type RunPreparedOptions } from "./run.ts";

/** What the run of a file works with. */
export interface RunFileOptions extends TrainingChoice, ResumeOptions {
  /**
   * The folder to fill, relative to the working directory; `out/<pipe>` unless given, with
   * `-<variant>`, `-linear` and `-<dataset>` behind it where those are chosen.
   */
  readonly out?: string;
  /** Where models are run; the device of the pipeline unless given. */
  readonly engine?: Engine;
  /** What `history.csv` has a line for; epochs unless given. */
  readonly history?: History;
  /** A file that is to say which row is in which part, relative to the working directory. */
  readonly saveSplit?: string;
  /** Whether `report.html` is made; unless it is said not to. */
  readonly hasPage?: boolean;
  /** Told how the run goes on. */
  readonly listener?: RunListener;
  /** Ends the run between two spans of steps. */
  readonly signal?: Interruption;
}

/** How to ask for the same run again, from the folder that it fills. */
function choiceFrom(
  out: string,
  path: string,
  { context: { workingDirectory }, data, variant, seed, device, linear, from, overrides = [] }:
    RunFileOptions,
): RunPreparedOptions["choice"] {
  const seenFrom = (path: string) =>
    relative(out, resolve(workingDirectory, path)).replaceAll(sep, "/") || ".";
  const files = overrides.filter(({ origin }) => origin === "file")
    .map(({ nameSpan }) => seenFrom(nameSpan.source.name));
  return {
    pipeline: seenFrom(path),
    ...files.length > 0 && { params: [...new Set(files)] },
    ...data !== undefined && { data: seenFrom(data) },
    ...variant !== undefined && { variant },
    ...seed !== undefined && { seed },
    ...device !== undefined && { device },
    ...linear && { linear },
    ...from !== undefined && { from: seenFrom(from) },
  };
}

/** A run and where it left its files. */
export interface RunFileResult extends RunResult {
  /** The folder as shown to people. */
  readonly out: string;
  /** The names of what is in it. */
  readonly files: readonly string[];
}

/**
 * Runs a `.pipe` file and leaves `model.onnx`, `metrics.json`, `history.csv`, `parameters.npz`,
 * `records.json.gz` and `run.lock.yaml` in a folder.
 * @throws {PenstockError} With diagnostics; nothing is then written.
 */
export async function runFile(path: string, options: RunFileOptions): Promise<RunFileResult> {
  const { engine, listener } = options;
  const file = await phase(
    (report) => prepareFile(path, options, { ...engine && { engine }, report }),
    listener?.onWarning?.bind(listener),
  );
  return await runPreparedFile(path, file, options);
}

/** The same from where it is prepared. @throws {PenstockError} The same. */
export async function runPreparedFile(
  path: string,
  { prepared, name }: PreparedFile,
  options: RunFileOptions,
): Promise<RunFileResult> {
  const { context: { workingDirectory }, listener, saveSplit } = options;
  if (saveSplit !== undefined) {
    const path = resolve(workingDirectory, saveSplit);
    const text = splitCsv(prepared);
    const left = {
      path,
      shown: displayPath(path, workingDirectory),
      begin: text.slice(0, text.indexOf("\n") + 1),
      by: "--save-split",
      text,
    };
    await phase((report) => writeTextFile(left, report));
  }
  const place = outPlace(options.out ?? join("out", name), workingDirectory);
  const claim = (report: Report) => claimOutFolder(place, { by: "run", report });
  const { history, signal = options.context.signal, resume, resumeWith, checkpoints, hasPage } =
    options;
  const result = await runPrepared(prepared, {
    ...{ name, history, listener, signal, claim, hasPage },
    ...{ resume, resumeWith, checkpoints, choice: choiceFrom(place.path, path, options) },
  });
  return {
    ...result,
    out: place.shown,
    files: filesLeft.run.filter((file) => hasPage !== false || file !== pageName),
  };
}
