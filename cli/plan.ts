import type { Command } from "commander";
import { planFile } from "../mod.ts";
import { screenWidth } from "./screen.ts";
import { describePlan } from "./text/plan.ts";
import { choiceOf, type PipelineFlags, withPipelineOptions } from "./terminal.ts";

/** `penstock plan`. */
export function addPlan(program: Command): void {
  const command = program.command("plan")
    .description("show what a pipeline will do, without training")
    .argument("<file>", "a .pipe file");
  withPipelineOptions(command).action(plan);
}

async function plan(file: string, flags: PipelineFlags): Promise<void> {
  const planned = await planFile(file, await choiceOf(flags));
  console.log(describePlan(planned, { width: screenWidth() }));
}
