import type { Command } from "commander";
import { reportFolder } from "../mod.ts";
import { printOut } from "./print.ts";
import { showPage } from "./open_page.ts";
import { context } from "./terminal.ts";

/** `penstock report`. */
export function addReport(program: Command): void {
  program.command("report")
    .description("make the page of a run again, from what its folder holds")
    .argument("<folder>", "a folder that run has filled, such as out/iris")
    .option("--open", "open the page in a browser")
    .action(async (folder: string, { open }: { readonly open?: boolean }) => {
      const place = context();
      const { page } = await reportFolder(folder, { context: place });
      printOut(`wrote ${page}`);
      if (open) await showPage(page, place);
    });
}
