import type { Command } from "commander";
import { explainFile, gradcheckFile, requireExpectations } from "../mod.ts";
import { printOut } from "./print.ts";
import { screenWidth } from "./screen.ts";
import { explanationText } from "./text/explain.ts";
import { gradcheckText } from "./text/gradcheck.ts";
import { choiceOf, type PipelineFlags, withPipelineOptions } from "./terminal.ts";

interface StepFlags extends PipelineFlags {
  readonly part?: string;
  readonly rows?: string;
  readonly step?: string;
}

/** `penstock explain`. */
export function addExplain(program: Command): void {
  const command = program.command("explain")
    .description("show every tensor and gradient of one step")
    .argument("<file>", "a .pipe file");
  withStepOptions(command).action(explain);
}

/** `penstock gradcheck`. */
export function addGradcheck(program: Command): void {
  const command = program.command("gradcheck")
    .description("compare the gradients of a pipeline with finite differences")
    .argument("<file>", "a .pipe file");
  withStepOptions(command).action(gradcheck);
}

function withStepOptions(command: Command): Command {
  return withPipelineOptions(command)
    .option("--part <part>", "which rows: train, valid or test (default: train)")
    .option("--rows <rows>", "rows of the part from 1, as 1,2 or 1..4 (default: the first three)")
    .option("--step <step>", "the step of the training from 1, after those before it (default: 1)");
}

async function explain(file: string, { part, rows, step, ...flags }: StepFlags): Promise<void> {
  const choice = { ...await choiceOf(flags), part, rows, step };
  const { prepared, explanation, options } = await explainFile(file, choice);
  printOut(explanationText(prepared, explanation, { ...options, width: screenWidth() }));
}

async function gradcheck(file: string, { part, rows, step, ...flags }: StepFlags): Promise<void> {
  const choice = { ...await choiceOf(flags), part, rows, step };
  const result = await gradcheckFile(file, choice);
  printOut(gradcheckText(result.checks, { ...result.options, width: screenWidth() }));
  requireExpectations(result);
}
