import type { Command } from "commander";
import { reportFolder } from "../mod.ts";
import { printOut } from "./print.ts";
import { context } from "./terminal.ts";

/** `penstock report`. */
export function addReport(program: Command): void {
  program.command("report")
    .description("make the page of a run again, from what its folder holds")
    .argument("<folder>", "a folder that run has filled, such as out/iris")
    .action(async (folder: string) => {
      const { page } = await reportFolder(folder, { context: context() });
      printOut(`wrote ${page}`);
    });
}
