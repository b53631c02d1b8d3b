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
  readonly threads?: number;
  readonly tf32?: boolean;
  readonly deterministic?: boolean;
  readonly linear?: boolean;
  readonly params?: string;
  readonly set?: readonly string[];
  readonly allow?: readonly string[];
}

/** The options that say where it is trained. */
export const deviceOptionNames = ["device", "threads", "tf32", "deterministic"] as const;

/** What those options give. */
export type DeviceFlags = Pick<PipelineFlags, typeof deviceOptionNames[number]>;

/** Adds the options that say which pipeline is meant. */
export function withPipelineOptions(
  command: Command,
  names: readonly (keyof PipelineFlags)[] = [
    "data",
    "variant",
    "seed",
    ...deviceOptionNames,
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

/** Which names and settings there are is told with the mistakes of the pipeline. */
function deviceOf(text: string): string {
  if (/^([a-z_]+(:\d{1,3})?|[a-z_0-9]+=\w+)(,[a-z_0-9]+=\w+)*$/i.test(text)) return text;
  throw new InvalidArgumentError("It is a name, with a number behind a colon: cuda:1.");
}

function threadsOf(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a whole number from 1.");
}

/** The device with the settings that options of their own give: `cuda:1,tf32=true`. */
export function deviceChoiceOf(
  { device, threads, tf32, deterministic }: DeviceFlags,
): { readonly device?: string } {
  const given = [
    device,
    ...threads === undefined ? [] : [`threads=${threads}`],
    ...tf32 ? ["tf32=true"] : [],
    ...deterministic ? ["deterministic=true"] : [],
  ].filter((each) => each !== undefined);
  return given.length > 0 ? { device: given.join(",") } : {};
}

const collect = (value: string, all: readonly string[] = []) => [...all, value];

const pipelineOptions: Readonly<Record<keyof PipelineFlags, () => Option>> = {
  data: () => new Option("--data <manifest>", "load this dataset instead of the pipeline's own"),
  variant: () => new Option("--variant <name>", "take this variant of the pipeline"),
  seed: () =>
    new Option("--seed <n>", "let random numbers follow from this seed").argParser(seedOf),
  device: () =>
    new Option("--device <name>", "train there: auto, cpu, wasm, cuda, cuda:1").argParser(deviceOf),
  threads: () =>
    new Option("--threads <n>", "let this many threads of the processor compute")
      .argParser(threadsOf),
  tf32: () => new Option("--tf32", "let a graphics card round products to TF32, which is faster"),
  deterministic: () =>
    new Option("--deterministic", "let a graphics card sum in the same order every time"),
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
  { data, variant, seed, linear, allow, ...given }: PipelineFlags,
  interrupt?: Interrupt,
) {
  return {
    context: context(allow, interrupt),
    data,
    variant,
    ...seed !== undefined && { seed },
    ...deviceChoiceOf(given),
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
