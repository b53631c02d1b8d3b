import type { Command } from "commander";
import { type Diagnostic, formatFile, PenstockError } from "../mod.ts";
import { printOut } from "./print.ts";
import { exitCodeOf } from "./text/exit_code.ts";
import { context, Ended, report } from "./terminal.ts";

/** `penstock fmt`. */
export function addFmt(program: Command): void {
  program.command("fmt").description("write pipelines in the one style, and print what changed")
    .argument("<files...>", ".pipe files")
    .option("--check", "change nothing; exit with 1 if a file is not in the style")
    .action(formatAll);
}

async function formatAll(
  files: readonly string[],
  { check: isCheck = false }: { readonly check?: boolean },
): Promise<void> {
  const problems: Diagnostic[] = [];
  let changed = 0;
  for (const file of files) {
    try {
      if (!await formatFile(file, context(), { isCheck })) continue;
      printOut(isCheck ? `${file}: not formatted` : file);
      changed++;
    } catch (error) {
      if (!(error instanceof PenstockError)) throw error;
      report(error.diagnostics);
      problems.push(...error.diagnostics);
    }
  }
  const exitCode = exitCodeOf(problems) || (isCheck && changed > 0 ? 1 : 0);
  if (exitCode !== 0) throw new Ended(exitCode);
}
