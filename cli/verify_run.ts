import type { Command } from "commander";
import { verifyRun } from "../mod.ts";
import { printOut } from "./print.ts";
import { drawsBar, openLiveLine, screenWidth } from "./screen.ts";
import { context, type PipelineFlags, report, withPipelineOptions } from "./terminal.ts";
import { liveProgress } from "./text/progress.ts";
import { wrap } from "./text/wrap.ts";

/** `penstock verify-run`. */
export function addVerifyRun(program: Command): void {
  const command = program.command("verify-run")
    .description("make a run again and compare: pipeline, data, split, graph, every number")
    .argument("<folder>", "a folder that run has filled, such as out/iris");
  withPipelineOptions(command, ["allow"]).action(verify);
}

async function verify(folder: string, { allow }: Pick<PipelineFlags, "allow">): Promise<void> {
  const progress = drawsBar()
    ? liveProgress({
      line: openLiveLine(),
      width: () => screenWidth() ?? Infinity,
      now: () => performance.now(),
    }, () => {})
    : undefined;
  try {
    const { out, files } = await verifyRun(folder, {
      context: context(allow),
      listener: {
        onWarning: (warning) => report([warning]),
        onEpoch: (record, epochs) => progress?.epoch(record, epochs),
      },
    });
    progress?.stop();
    const text =
      `${out} made again: pipeline, data, split and graph are the same, and so is every ` +
      `byte of ${files.join(", ")}`;
    printOut(wrap(text, { width: screenWidth(), hanging: 2 }));
  } finally {
    progress?.stop();
  }
}
