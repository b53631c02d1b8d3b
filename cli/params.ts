import type { Command } from "commander";
import { listParams } from "../mod.ts";
import { printOut } from "./print.ts";
import { screenWidth } from "./screen.ts";
import { describeParams } from "./text/params.ts";
import { choiceOf, type PipelineFlags, withPipelineOptions } from "./terminal.ts";

/** `penstock params`. */
export function addParams(program: Command): void {
  const command = program.command("params")
    .description("list the parameters of a pipeline and their values")
    .argument("<file>", "a .pipe file");
  withPipelineOptions(command, ["variant", "params", "set", "allow"]).action(params);
}

async function params(file: string, flags: PipelineFlags): Promise<void> {
  const { context, variant, overrides } = await choiceOf(flags);
  const declared = await listParams(file, { context, variant, overrides });
  printOut(describeParams(declared, { width: screenWidth() }));
}
