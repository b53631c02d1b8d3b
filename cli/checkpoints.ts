import { type Command, InvalidArgumentError, Option } from "commander";
import type { CheckpointPace, ResumeOptions } from "../mod.ts";
import { commandLine } from "./text/command_line.ts";

/** How a run is saved on its way, as options of a command. */
export interface CheckpointFlags {
  readonly resume?: boolean;
  readonly checkpointEvery?: CheckpointPace;
  readonly checkpoints?: number;
}

/** Adds the options that say when a run is saved, and whether one goes on. */
export function withCheckpointOptions(command: Command): Command {
  return command
    .option("--resume", "go on with the unfinished run of this pipeline in its folder")
    .addOption(
      new Option(
        "--checkpoint-every <time>",
        "save the state of the training so often, as 10epochs, 30s, 5min or 1h (default: 1min)",
      ).argParser(paceOf),
    )
    .addOption(
      new Option(
        "--checkpoints <count>",
        "how many of the last states to keep, beside the best (default: 2)",
      ).argParser(countOf),
    );
}

/** What those options say. */
export function checkpointsOf(
  { resume, checkpointEvery: every, checkpoints: count }: CheckpointFlags,
): ResumeOptions {
  const others = Deno.args.filter((each) => each !== "--resume");
  return {
    resume,
    resumeWith: commandLine([...others, "--resume"], {
      isTask: Deno.env.get("INIT_CWD") !== undefined,
    }),
    checkpoints: { ...every && { every }, ...count !== undefined && { count } },
  };
}

const secondsIn: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600 };

function paceOf(text: string): CheckpointPace {
  const [, digits, unit = ""] = /^([1-9]\d{0,8}) ?(epochs?|s|min|h)$/.exec(text) ?? [];
  const count = Number(digits);
  if (digits === undefined) {
    throw new InvalidArgumentError("It is written as 10epochs, 30s, 5min or 1h.");
  }
  return unit in secondsIn ? { seconds: count * secondsIn[unit] } : { epochs: count };
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a whole number from 1.");
}
