import { type Command, InvalidArgumentError, Option } from "commander";
import { compareFiles, type MemberResult, PenstockError, requireExpectations } from "../mod.ts";
import { onInterrupt } from "./interrupt.ts";
import { showPage } from "./open_page.ts";
import { printAside, printOut } from "./print.ts";
import { drawsBar, openLiveLine, screenWidth } from "./screen.ts";
import {
  choiceOf,
  deviceOptionNames,
  Ended,
  type PipelineFlags,
  report,
  withPipelineOptions,
} from "./terminal.ts";
import { commandLine } from "./text/command_line.ts";
import {
  comparisonJson,
  describeComparison,
  describeMember,
  describePlanned,
} from "./text/comparison.ts";
import { comparisonProgress } from "./text/comparison_progress.ts";
import { isInterrupted } from "./text/exit_code.ts";
import { wrap } from "./text/wrap.ts";

interface CompareFlags extends Omit<PipelineFlags, "set" | "seed"> {
  readonly set?: readonly GridValues[];
  readonly seeds?: number;
  readonly out?: string;
  readonly threads?: number;
  readonly resume?: boolean;
  readonly allowDifferentData?: boolean;
  readonly json?: boolean;
  /** Commander says false for `--no-report`. */
  readonly report?: boolean;
  readonly open?: boolean;
}

/** `--set hidden=8,16`. */
interface GridValues {
  readonly name: string;
  readonly values: readonly string[];
}

/** `penstock compare`. */
export function addCompare(program: Command): void {
  const command = program.command("compare")
    .description("train pipelines, variants or values of parameters, and say which is better")
    .argument("<files...>", "one .pipe file, whose variants are compared, or several")
    .addOption(
      new Option("--set <name=values>", "try these values of a parameter: hidden=8,16,32")
        .argParser(gridValues),
    )
    .addOption(
      new Option("--seeds <count>", "train each with so many seeds, from 0 on").argParser(countOf),
    );
  withPipelineOptions(command, [
    "data",
    "variant",
    "linear",
    // Its --threads is another.
    ...deviceOptionNames.filter((name) => name !== "threads"),
    "params",
    "allow",
  ])
    .option("--out <dir>", "the folder to fill (default: out/compare-<name of the pipeline>)")
    .addOption(
      new Option("--threads <count>", "how many to train at once (default: one a core)")
        .argParser(countOf),
    )
    .option("--resume", "keep what is trained, and go on with what is not")
    .option("--allow-different-data", "compare also what is trained or judged by other rows")
    .option("--no-report", "leave report.html out")
    .option("--open", "open report.html in a browser in the end")
    .option("--json", "print the comparison as JSON, and everything else to stderr")
    .action(compare);
}

async function compare(files: readonly string[], flags: CompareFlags): Promise<void> {
  const { set = [], seeds, out, threads, resume, allowDifferentData, json: isJson } = flags;
  const { report: hasPage, open } = flags;
  const say = isJson ? printAside : printOut;
  using interrupt = onInterrupt();
  const { warn: _, ...choice } = await choiceOf(
    { ...flags, set: [], threads: undefined },
    interrupt,
  );
  const live = drawsBar() ? openLiveLine() : undefined;
  const progress = comparisonProgress({ ...live && { line: live }, now: () => performance.now() });
  try {
    const compared = await compareFiles(files, {
      ...choice,
      grid: Object.fromEntries(set.map(({ name, values }) => [name, values])),
      ...{ seeds, out, threads, resume, allowDifferentData },
      ...{ hasPage, command: typed([]), resumeWith: typed(["--resume"]) },
      listener: {
        onWarning: (warning) => {
          live?.clear();
          report([warning]);
        },
        onPlanned: (members) => {
          say(describePlanned(members) + "\n");
          progress.begin(members.length);
        },
        onEpoch: (member, epoch, epochs) => progress.epoch(member, epoch, epochs),
        onMember: (result: MemberResult) => {
          live?.clear();
          say(describeMember(result));
          progress.end(result);
        },
      },
    });
    live?.stop();
    const width = screenWidth();
    say(`\n${describeComparison(compared, { width })}\n`);
    const page = hasPage ? "report.html, " : "";
    say(
      wrap(`wrote ${compared.out}/${page}compare.csv, best.pipe, and a folder for each training`, {
        ...{ width, hanging: 2 },
      }),
    );
    if (isJson) printOut(comparisonJson(compared));
    if (open && hasPage) await showPage(`${compared.out}/report.html`, choice.context);
    requireExpectations(compared);
  } catch (error) {
    live?.stop();
    if (!(error instanceof PenstockError && isInterrupted(error.diagnostics))) throw error;
    report(error.diagnostics);
    throw new Ended(interrupt.exitCode);
  }
}

/** The command as it was typed, with other ways to go on. */
function typed(added: readonly string[]): string {
  return commandLine([...Deno.args.filter((each) => each !== "--resume"), ...added], {
    isTask: Deno.env.get("INIT_CWD") !== undefined,
  });
}

/** Values stand between commas, those in quotes and brackets as they are. */
function gridValues(text: string, before: readonly GridValues[] = []): readonly GridValues[] {
  const [, name, list] = /^\s*([^\s=]+)\s*=(.*)$/s.exec(text) ?? [];
  const values = list?.match(/(?:[^,"([]|"[^"]*"|\([^)]*\)|\[[^\]]*\])+/g)
    ?.map((each) => each.trim()).filter((each) => each !== "") ?? [];
  if (name === undefined || values.length === 0) {
    throw new InvalidArgumentError("It is written as name=8,16,32.");
  }
  return [...before, { name, values }];
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a whole number from 1.");
}
