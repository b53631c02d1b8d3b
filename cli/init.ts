import type { Command } from "commander";
import { initFile } from "../mod.ts";
import { printOut } from "./print.ts";
import { context, report, withPipelineOptions } from "./terminal.ts";

interface InitFlags {
  readonly target?: string;
  readonly out?: string;
  readonly allow?: readonly string[];
}

/** `penstock init`. */
export function addInit(program: Command): void {
  const command = program.command("init")
    .description("write a first pipeline for some data, which trains as it is")
    .argument("<data>", "a table, array, folder of pictures or manifest")
    .option("--target <column>", "the column to predict (default: one called so, or the last)")
    .option("--out <file>", "the file to write (default: as the data, with .pipe)");
  withPipelineOptions(command, ["allow"]).action(init);
}

async function init(data: string, { target, out, allow }: InitFlags): Promise<void> {
  const { text, out: file } = await initFile(data, {
    context: context(allow),
    ...target !== undefined && { target },
    ...out !== undefined && { out },
    warn: (warning) => report([warning]),
  });
  printOut(`${text}\nwrote ${file}; train it: penstock run ${file}`);
}
