import type { Command } from "commander";
import { compileFile } from "../mod.ts";
import { printOut } from "./print.ts";
import { choiceOf, type PipelineFlags, withPipelineOptions } from "./terminal.ts";

interface CompileFlags extends PipelineFlags {
  readonly out?: string;
}

/** `penstock compile`. */
export function addCompile(program: Command): void {
  const command = program.command("compile")
    .description("write what a pipeline is compiled to, without training")
    .argument("<file>", "a .pipe file")
    .option("--out <dir>", "the folder to fill (default: out/<name of the pipeline>-compiled)");
  withPipelineOptions(command).action(compile);
}

async function compile(file: string, { out: asked, ...flags }: CompileFlags): Promise<void> {
  const { out, files } = await compileFile(file, { ...await choiceOf(flags), out: asked });
  printOut(`wrote ${out}/${files.join(", ")}\n${howToLook}`);
}

const howToLook =
  `graph.txt is text. To see a .onnx file, drop it on https://netron.app, which uploads nothing, or
open it in the Netron desktop application, without a network; docs/training-graph.md explains one.`;
