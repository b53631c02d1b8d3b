/**
 * The command line: one file a command in `cli/`, each a thin caller of the API.
 * @module
 */
import { Command, CommanderError } from "commander";
import { addCheck } from "./cli/check.ts";
import { addExplain } from "./cli/explain.ts";
import { addFmt } from "./cli/fmt.ts";
import { addParams } from "./cli/params.ts";
import { addPlan } from "./cli/plan.ts";
import { addPredict } from "./cli/predict.ts";
import { addRun } from "./cli/run.ts";
import { Ended, report } from "./cli/terminal.ts";
import { PenstockError } from "./mod.ts";
import { exitCodeOf } from "./cli/text/exit_code.ts";

const usageError = 2;
const internalError = 70;

function createProgram(): Command {
  const program = new Command("penstock")
    .description("Trains multilayer perceptrons from a text file.")
    // Commander would ask the environment for colours, which no task permits.
    .configureOutput({ getOutHasColors: () => false, getErrHasColors: () => false })
    .showHelpAfterError("Add --help to see what can be written")
    .exitOverride();
  [addRun, addPredict, addCheck, addPlan, addParams, addExplain, addFmt].forEach((add) =>
    add(program)
  );
  return program;
}

/** Runs one command. @returns Its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof Ended) return error.exitCode;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageError;
    if (error instanceof PenstockError) {
      report(error.diagnostics);
      return exitCodeOf(error.diagnostics);
    }
    const message = error instanceof Error ? error.message : String(error);
    console.error(`internal error: ${message}\nThis is a mistake in Penstock; please report it.`);
    return internalError;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
