import { join, resolve } from "node:path";
import type { Override } from "../dsl/override.ts";
import { accessFor, displayPath, type Surroundings } from "./access.ts";
import type { Engine } from "./engine.ts";
import { claimOutFolder } from "./out_folder.ts";
import { readPipeline } from "./pipeline_file.ts";
import { run, type RunListener, type RunResult } from "./run.ts";

export interface RunFileOptions {
  readonly surroundings: Surroundings;
  /** The folder to fill, relative to where the person stands; `out/<pipe>` unless given. */
  readonly out?: string;
  readonly overrides?: readonly Override[];
  readonly engine?: Engine;
  readonly listener?: RunListener;
  readonly signal?: AbortSignal;
}

/** A run and where it left its files. */
export interface RunFileResult extends RunResult {
  /** As shown to people. */
  readonly out: string;
}

/**
 * Runs a `.pipe` file and leaves `model.onnx`, `metrics.json` and `history.csv` in a folder.
 * @throws {PenstockError} With diagnostics; nothing is then written.
 */
export async function runFile(path: string, options: RunFileOptions): Promise<RunFileResult> {
  const { surroundings, ...rest } = options;
  const { workingDirectory } = surroundings;
  const { source, folder, name } = await readPipeline(path, surroundings);
  const full = resolve(workingDirectory, options.out ?? join("out", name));
  const out = displayPath(full, workingDirectory);
  const access = accessFor(folder, surroundings);
  const result = await run(source, {
    ...rest,
    name,
    access,
    claim: () => claimOutFolder(full, out),
  });
  return { ...result, out };
}
