import type { Command } from "commander";
import { type Diagnostic, planFile } from "../mod.ts";
import { printOut } from "./print.ts";
import { screenWidth } from "./screen.ts";
import { describeFeatures, describePlan } from "./text/plan.ts";
import { choiceOf, type PipelineFlags, report, withPipelineOptions } from "./terminal.ts";

/** `penstock plan`. */
export function addPlan(program: Command): void {
  const command = program.command("plan")
    .description("show what a pipeline will do, without training")
    .argument("<file>", "a .pipe file")
    .option("--columns", "show each feature with the column and the formula that it comes from");
  withPipelineOptions(command).action(plan);
}

interface PlanFlags extends PipelineFlags {
  readonly columns?: boolean;
}

async function plan(file: string, flags: PlanFlags): Promise<void> {
  const warn = (warning: Diagnostic) => report([warning]);
  const planned = await planFile(file, { ...await choiceOf(flags), warn });
  const describe = flags.columns ? describeFeatures : describePlan;
  printOut(describe(planned, { width: screenWidth() }));
}
