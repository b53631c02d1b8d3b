/**
 * The command line: reads arguments, calls the API, prints what comes back.
 * @module
 */
import { Command, CommanderError } from "commander";
import type { Surroundings } from "./runtime/access.ts";
import { checkFile } from "./runtime/check_file.ts";
import { predictionsCsv } from "./runtime/predict.ts";
import { predictFile } from "./runtime/predict_file.ts";
import { requireExpectations } from "./runtime/run.ts";
import { runFile } from "./runtime/run_file.ts";
import { exitCodeOf } from "./runtime/terminal/exit_code.ts";
import { createProgress } from "./runtime/terminal/progress.ts";
import { describeMetrics, describePrepared } from "./runtime/terminal/summary.ts";
import { type Diagnostic, parseOverride, PenstockError, renderAll, unwrap } from "./mod.ts";

const usageError = 2;
const internalError = 70;

interface RunFlags {
  readonly out?: string;
  readonly set: readonly string[];
  readonly allow: readonly string[];
}

function surroundings(allowed: readonly string[] = []): Surroundings {
  const data = Deno.env.get("PENSTOCK_DATA");
  return {
    // `deno task` changes to the folder of deno.json; the person stands where it was called.
    workingDirectory: Deno.env.get("INIT_CWD") ?? Deno.cwd(),
    allowed: data ? [data, ...allowed] : allowed,
  };
}

function report(diagnostics: readonly Diagnostic[]): void {
  const color = Deno.stderr.isTerminal() && !Deno.noColor;
  if (diagnostics.length > 0) console.error(renderAll(diagnostics, { color }) + "\n");
}

/** Ctrl-C ends the run between two spans; a second one ends it at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    if (controller.signal.aborted) Deno.exit(130);
    controller.abort();
  });
  return controller.signal;
}

async function run(file: string, { out, set, allow }: RunFlags): Promise<void> {
  const overrides = set.map((text) => unwrap(parseOverride(text)));
  const progress = createProgress(Deno.stdout.isTerminal() && Deno.stderr.isTerminal());
  try {
    const result = await runFile(file, {
      surroundings: surroundings(allow),
      out,
      overrides,
      signal: interruptSignal(),
      listener: {
        onWarning: (warning) => report([warning]),
        onPrepared: (prepared, engine) => console.log(describePrepared(prepared, engine) + "\n"),
        onEpoch: (record, epochs) => progress.epoch(record, epochs),
      },
    });
    progress.stop();
    console.log(`\n${describeMetrics(result.metrics)}\n`);
    console.log(`wrote ${result.out}/model.onnx, metrics.json, history.csv`);
    requireExpectations(result);
  } finally {
    progress.stop();
  }
}

async function predict(model: string, rows: string): Promise<void> {
  const predictions = await predictFile(model, rows, surroundings());
  console.log(predictionsCsv(predictions).trimEnd());
}

async function checkAll(files: readonly string[]): Promise<void> {
  const problems: Diagnostic[] = [];
  for (const file of files) {
    const found = await checkFile(file, surroundings());
    report(found);
    if (!found.some(({ severity }) => severity === "error")) console.log(`${file}: ok`);
    problems.push(...found);
  }
  Deno.exitCode = exitCodeOf(problems);
}

function createProgram(): Command {
  const collect = (value: string, all: readonly string[]) => [...all, value];
  const program = new Command("penstock")
    .description("Trains multilayer perceptrons from a text file.")
    .exitOverride();
  program.command("run").description("train a pipeline and export its model")
    .argument("<file>", "a .pipe file")
    .option("--out <dir>", "the folder to fill (default: out/<name of the pipeline>)")
    .option("--set <name=value>", "set a parameter of the pipeline", collect, [])
    .option("--allow <dir>", "let the pipeline read files in this folder too", collect, [])
    .action(run);
  program.command("predict").description("answer for the rows of a CSV file")
    .argument("<model>", "the model.onnx of a run")
    .argument("<rows>", "a CSV file with the model's columns")
    .action(predict);
  program.command("check").description("check pipelines without training")
    .argument("<files...>", ".pipe files")
    .action(checkAll);
  return program;
}

/** Runs one command. @returns Its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
    return Deno.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageError;
    if (error instanceof PenstockError) {
      report(error.diagnostics);
      return exitCodeOf(error.diagnostics);
    }
    const message = error instanceof Error ? error.message : String(error);
    console.error(`internal error: ${message}\nThis is a mistake in Penstock; please report it.`);
    return internalError;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
