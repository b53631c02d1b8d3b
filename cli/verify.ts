import type { Command } from "commander";
import { PenstockError, verifyFiles } from "../mod.ts";
import { onInterrupt } from "./interrupt.ts";
import { printOut } from "./print.ts";
import { screenWidth } from "./screen.ts";
import {
  choiceOf,
  type DeviceFlags,
  deviceOptionNames,
  Ended,
  type PipelineFlags,
  report,
  withPipelineOptions,
} from "./terminal.ts";
import { exitCodeOf, isInterrupted } from "./text/exit_code.ts";
import { describeVerified, describeVerifiedTotals, exitCodeOfVerified } from "./text/verified.ts";

/** `penstock verify`. */
export function addVerify(program: Command): void {
  const command = program.command("verify")
    .description("train pipelines and hold them to what they expect, without writing")
    .argument("<paths...>", ".pipe files, or folders of them");
  withPipelineOptions(command, [...deviceOptionNames, "params", "set", "allow"]).action(verify);
}

async function verify(
  paths: readonly string[],
  flags: DeviceFlags & Pick<PipelineFlags, "params" | "set" | "allow">,
): Promise<void> {
  using interrupt = onInterrupt();
  const { context, device, overrides } = await choiceOf(flags, interrupt);
  try {
    const verified = await verifyFiles(paths, {
      ...{ context, device, overrides },
      onVerified: (each) => printOut(describeVerified(each, { width: screenWidth() })),
    });
    printOut(`\n${describeVerifiedTotals(verified)}`);
    const exitCode = exitCodeOfVerified(verified, exitCodeOf);
    if (exitCode !== 0) throw new Ended(exitCode);
  } catch (error) {
    if (!(error instanceof PenstockError && isInterrupted(error.diagnostics))) throw error;
    report(error.diagnostics);
    throw new Ended(interrupt.exitCode);
  }
}
