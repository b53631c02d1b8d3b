import type { Command } from "commander";
import { verifyRun } from "../mod.ts";
import { printAside, printOut } from "./print.ts";
import { progressOn } from "./progress.ts";
import { screenWidth } from "./screen.ts";
import { context, type PipelineFlags, report, withPipelineOptions } from "./terminal.ts";
import { wrap } from "./text/wrap.ts";

/** `penstock verify-run`. */
export function addVerifyRun(program: Command): void {
  const command = program.command("verify-run")
    .description("make a run again and compare: pipeline, data, split, graph, every number")
    .argument("<folder>", "a folder that run has filled, such as out/iris");
  withPipelineOptions(command, ["allow"]).action(verify);
}

async function verify(folder: string, { allow }: Pick<PipelineFlags, "allow">): Promise<void> {
  // What comes out of it is one line.
  const progress = progressOn(printAside);
  try {
    const { out, files } = await verifyRun(folder, {
      context: context(allow),
      listener: {
        onWarning: (warning) => report([warning]),
        onPrepared: () => progress.begin(),
        onEpoch: (record, epochs) => progress.epoch(record, epochs),
      },
    });
    progress.stop();
    const text =
      `${out} made again: pipeline, data, split and graph are the same, and so is every ` +
      `byte of ${files.join(", ")}`;
    printOut(wrap(text, { width: screenWidth(), hanging: 2 }));
  } finally {
    progress.stop();
  }
}
