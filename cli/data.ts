import { resolve } from "node:path";
import type { Command } from "commander";
import { dataFile, dataPage, downloadData, imageGrid } from "../mod.ts";
import { showPage } from "./open_page.ts";
import { printAside, printOut } from "./print.ts";
import { screenWidth } from "./screen.ts";
import { commandLine } from "./text/command_line.ts";
import { exitCodeOf } from "./text/exit_code.ts";
import { describePreview } from "./text/preview.ts";
import { context, Ended, report, withPipelineOptions } from "./terminal.ts";

interface DataFlags {
  readonly target?: string;
  readonly options?: string;
  readonly out?: string;
  readonly report?: string;
  readonly open?: boolean;
  readonly allow?: readonly string[];
}

/** `penstock data`. */
export function addData(program: Command): void {
  const command = program.command("data")
    .description("look at data: types, missing values, distributions, classes, what is odd")
    .argument(
      "<file>",
      "a table, array, folder of pictures, manifest or .pipe file; or fashion-mnist",
    )
    .option("--target <column>", "the column to predict")
    .option("--options <arguments>", "how a table is read, as in load csv: 'sep = \";\"'")
    .option("--out <file.png>", "write a grid of images")
    .option("--report <file.html>", "write what is found as a page")
    .option("--open", "open the page in a browser");
  withPipelineOptions(command, ["allow"]).action(data);
}

async function data(file: string, flags: DataFlags): Promise<void> {
  const { target, options, out, report: page, open, allow } = flags;
  const here = context(allow);
  const preview = await dataFile(await fileOf(file, here), {
    context: here,
    ...target !== undefined && { target },
    ...options !== undefined && { options },
  });
  printOut(describePreview(preview, { width: screenWidth() }));
  if (preview.findings.length > 0) {
    printOut("");
    report(preview.findings);
  }
  if (out !== undefined) printOut(`\nwrote ${await imageGrid(preview, out, here)}`);
  if (page !== undefined) {
    const command = commandLine(Deno.args, { isTask: Deno.env.get("INIT_CWD") !== undefined });
    const written = await dataPage(preview, { out: page, command, context: here });
    printOut(`\nwrote ${written}`);
    if (open) await showPage(written, here);
  }
  const exitCode = exitCodeOf(preview.findings);
  if (exitCode !== 0) throw new Ended(exitCode);
}

/** A file as it is; the manifest of public data, which are downloaded where they are not there. */
async function fileOf(file: string, here: ReturnType<typeof context>): Promise<string> {
  const isName = /^[\w-]+$/.test(file);
  const isThere = await Deno.stat(resolve(here.workingDirectory, file)).then(
    () => true,
    () => false,
  );
  if (!isName || isThere) return file;
  const { manifest, files } = await downloadData(file, here);
  for (const each of files) printAside(`downloaded ${each}`);
  return manifest;
}
