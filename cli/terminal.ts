import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type CommandContext,
  type Diagnostic,
  type Override,
  parseOverride,
  readParams,
  renderAll,
  unwrap,
} from "../mod.ts";
import type { Interrupt } from "./interrupt.ts";
import { printAside, printReady } from "./print.ts";
import { briefLine, drawsBar, isDumb, screenWidth } from "./screen.ts";
import { readingProgress } from "./text/reading.ts";

/** The end of a command that has said what there is to say. */
export class Ended extends Error {
  constructor(readonly exitCode: number) {
    super();
  }
}

/** Which pipeline is meant, as options of a command. */
export interface PipelineFlags {
  readonly data?: string;
  readonly variant?: string;
  readonly seed?: number;
  readonly device?: string;
  readonly linear?: boolean;
  readonly params?: string;
  readonly set?: readonly string[];
  readonly allow?: readonly string[];
}

/** Adds the options that say which pipeline is meant. */
export function withPipelineOptions(
  command: Command,
  names: readonly (keyof PipelineFlags)[] = [
    "data",
    "variant",
    "seed",
    "device",
    "linear",
    "params",
    "set",
    "allow",
  ],
): Command {
  return names.reduce((each, name) => each.addOption(pipelineOptions[name]()), command);
}

function seedOf(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a whole number from 0.");
}

/** Which names there are is told with the mistakes of the pipeline. */
function deviceOf(text: string): string {
  if (/^[a-z_]+(:\d{1,3})?$/i.test(text)) return text;
  throw new InvalidArgumentError("It is a name, with a number behind a colon: cuda:1.");
}

const collect = (value: string, all: readonly string[] = []) => [...all, value];

const pipelineOptions: Readonly<Record<keyof PipelineFlags, () => Option>> = {
  data: () => new Option("--data <manifest>", "load this dataset instead of the pipeline's own"),
  variant: () => new Option("--variant <name>", "take this variant of the pipeline"),
  seed: () =>
    new Option("--seed <n>", "let random numbers follow from this seed").argParser(seedOf),
  device: () =>
    new Option("--device <name>", "train there: auto, cpu, cuda, cuda:1").argParser(deviceOf),
  linear: () => new Option("--linear", "take its last layer alone as the model"),
  params: () => new Option("--params <file>", "set parameters from a YAML file"),
  set: () => new Option("--set <name=value>", "set a parameter of the pipeline").argParser(collect),
  allow: () =>
    new Option("--allow <dir>", "let it read files in this folder too").argParser(collect),
};

/** A file that takes longer to read than a thread to begin. */
const bytesOfLongReading = 2 ** 24;

/** Where the person stands, and what pipelines may read. */
export function context(
  allowed: readonly string[] = [],
  interrupt?: Interrupt,
): CommandContext {
  const shown = readingProgress({
    ...drawsBar() && { line: briefLine },
    say: printAside,
    now: () => performance.now(),
  });
  const data = Deno.env.get("PENSTOCK_DATA");
  return {
    // `deno task` changes to the folder of deno.json; the person stands where it was called.
    workingDirectory: Deno.env.get("INIT_CWD") ?? Deno.cwd(),
    allowed: data ? [data, ...allowed] : allowed,
    onRead(stand) {
      if (stand.size > bytesOfLongReading) interrupt?.watchWhileBusy();
      shown(stand);
    },
    ...interrupt && { signal: interrupt },
  };
}

/** What the options of a command say of the pipeline. */
export async function choiceOf(
  { data, variant, seed, device, linear, allow, ...given }: PipelineFlags,
  interrupt?: Interrupt,
) {
  return {
    context: context(allow, interrupt),
    data,
    variant,
    ...seed !== undefined && { seed },
    ...device !== undefined && { device },
    ...linear && { linear },
    overrides: await overridesOf(given),
    warn: (warning: Diagnostic) => report([warning]),
  };
}

/** What is set from outside: by a file, and by `--set`, which wins. */
async function overridesOf(
  { params, set = [] }: Pick<PipelineFlags, "params" | "set">,
): Promise<readonly Override[]> {
  const given = params === undefined ? [] : await readParams(params, context());
  return [...given, ...set.map((text) => unwrap(parseOverride(text)))];
}

/** Shows diagnostics, in colour where a person looks. */
export function report(diagnostics: readonly Diagnostic[]): void {
  briefLine.clear();
  const color = Deno.stderr.isTerminal() && !Deno.noColor && !isDumb();
  if (diagnostics.length > 0) {
    printReady(renderAll(diagnostics, { color, width: screenWidth(Deno.stderr) }) + "\n");
  }
}
