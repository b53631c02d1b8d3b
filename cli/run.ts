import { type Command, Option } from "commander";
import {
  histories,
  type History,
  metricsJson,
  PenstockError,
  predictDataset,
  requireExpectations,
  runFile,
  type RunFileResult,
  type RunResult,
} from "../mod.ts";
import { showPage } from "./open_page.ts";
import { printAside, printOut } from "./print.ts";
import { progressOn } from "./progress.ts";
import { screenWidth } from "./screen.ts";
import { describeRestart } from "./text/restart.ts";
import {
  describeAnswers,
  describeConfusion,
  describeKept,
  describeMetrics,
  describePrepared,
  describeUnjudged,
  isShown,
} from "./text/summary.ts";
import { choiceOf, Ended, type PipelineFlags, report, withPipelineOptions } from "./terminal.ts";
import { type CheckpointFlags, checkpointsOf, withCheckpointOptions } from "./checkpoints.ts";
import { onInterrupt } from "./interrupt.ts";
import { isInterrupted } from "./text/exit_code.ts";
import { describeCurve } from "./text/curve.ts";
import { wrap } from "./text/wrap.ts";

interface RunFlags extends PipelineFlags, CheckpointFlags {
  readonly out?: string;
  readonly from?: string;
  readonly history?: History;
  readonly saveSplit?: string;
  /** Commander says false for `--no-report`. */
  readonly report?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
}

/** `penstock run`. */
export function addRun(program: Command): void {
  const command = program.command("run").description("train a pipeline and export its model")
    .argument("<file>", "a .pipe file")
    .option("--out <dir>", "the folder to fill (default: out/<name of the pipeline>)")
    .option("--from <run>", "start from the parameters of this run, in the layers that fit");
  withCheckpointOptions(withPipelineOptions(command))
    .addOption(
      new Option("--history <lines>", "whether history.csv has a line an epoch or a step")
        .choices(histories),
    )
    .option("--save-split <file>", "write which row is in which part, as CSV")
    .option("--no-report", "leave report.html out")
    .option("--open", "open report.html in a browser in the end")
    .option("--json", "print metrics.json, and everything else to stderr")
    .action(run);
}

async function run(file: string, flags: RunFlags): Promise<void> {
  const { out, from, history, saveSplit, json: isJson, report: hasPage, open } = flags;
  // With --json, stdout is for programs.
  const say = (text = "") => isJson ? printAside(text) : printOut(text);
  using interrupt = onInterrupt();
  const choice = await choiceOf(flags, interrupt);
  const progress = progressOn(say);
  try {
    const result = await runFile(file, {
      ...choice,
      ...checkpointsOf(flags),
      out,
      from,
      history,
      saveSplit,
      hasPage,
      listener: {
        onWarning: (warning) => report([warning]),
        onPrepared: (prepared, epoch) => {
          say(describePrepared(prepared, { width: screenWidth() }) + "\n");
          if (flags.resume) say(`goes on in epoch ${epoch}\n`);
          progress.begin(epoch);
        },
        onRestart: (restart) => say(describeRestart(restart)),
        onEpoch: (record, epochs) => progress.epoch(record, epochs),
      },
    });
    progress.stop();
    await describeResult(result, say);
    if (isJson) printOut(metricsJson(result.metrics).trimEnd());
    if (open && hasPage) await showPage(`${result.out}/report.html`, choice.context);
    requireExpectations(result);
  } catch (error) {
    progress.stop();
    if (!(error instanceof PenstockError && isInterrupted(error.diagnostics))) throw error;
    report(error.diagnostics);
    throw new Ended(interrupt.exitCode);
  }
}

async function describeResult(result: RunFileResult, say: (text?: string) => void): Promise<void> {
  if (result.trained.epochs > 0) say();
  const width = screenWidth();
  const tables = [
    wrap(describeKept(result), { width, hanging: 2 }),
    describeMetrics(result.metrics, { width }),
    describeCurve(result.records.history, { width }),
    describeConfusion(result, { width }),
    await describeRows(result, width),
    wrap(describeUnjudged(result), { width, hanging: 2 }),
  ];
  tables.filter((text) => text !== "").forEach((text) => say(text + "\n"));
  say(wrap(`wrote ${result.out}/${result.files.join(", ")}`, { width, hanging: 2 }));
}

/** Row by row where there are few rows. */
async function describeRows(
  { prepared: { dataset }, model }: RunResult,
  width: number | undefined,
): Promise<string> {
  if (!isShown(dataset)) return "";
  return describeAnswers(dataset, { answers: await predictDataset(dataset, model), width });
}
