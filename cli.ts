/**
 * The command line: one file a command in `cli/`, each a thin caller of the API.
 * @module
 */
import { Command, CommanderError } from "commander";
import { beginPrinting, printAside, printOut, printReady, requirePrinted } from "./cli/print.ts";
import { Ended, report } from "./cli/terminal.ts";
import { PenstockError, version } from "./mod.ts";
import { exitCodeOf, usageError } from "./cli/text/exit_code.ts";
import { commandLeftOut } from "./cli/usage_diagnostics.ts";

const internalError = 70;

/** What adds each command, loaded when it is asked for. */
const commands: ReadonlyMap<string, () => Promise<(program: Command) => void>> = new Map([
  ["run", async () => (await import("./cli/run.ts")).addRun],
  ["compare", async () => (await import("./cli/compare.ts")).addCompare],
  ["verify", async () => (await import("./cli/verify.ts")).addVerify],
  ["report", async () => (await import("./cli/report.ts")).addReport],
  ["verify-run", async () => (await import("./cli/verify_run.ts")).addVerifyRun],
  ["predict", async () => (await import("./cli/predict.ts")).addPredict],
  ["evaluate", async () => (await import("./cli/evaluate.ts")).addEvaluate],
  ["export", async () => (await import("./cli/export.ts")).addExport],
  ["serve", async () => (await import("./cli/serve.ts")).addServe],
  ["inspect", async () => (await import("./cli/inspect.ts")).addInspect],
  ["init", async () => (await import("./cli/init.ts")).addInit],
  ["data", async () => (await import("./cli/data.ts")).addData],
  ["check", async () => (await import("./cli/check.ts")).addCheck],
  ["plan", async () => (await import("./cli/plan.ts")).addPlan],
  ["compile", async () => (await import("./cli/compile.ts")).addCompile],
  ["params", async () => (await import("./cli/params.ts")).addParams],
  ["explain", async () => (await import("./cli/explain.ts")).addExplain],
  ["gradcheck", async () => (await import("./cli/explain.ts")).addGradcheck],
  ["setup-cuda", async () => (await import("./cli/setup_cuda.ts")).addSetUpCuda],
  ["doctor", async () => (await import("./cli/doctor.ts")).addDoctor],
  ["fmt", async () => (await import("./cli/fmt.ts")).addFmt],
]);

/** The program with the command that is named, or with all of them where none is. */
async function createProgram([name = ""]: readonly string[]): Promise<Command> {
  const program = new Command("penstock")
    .description("Trains multilayer perceptrons from a text file.")
    .version(version, "--version", "say which version this is")
    // Commander would ask the environment for colours, which no task permits.
    .configureOutput({
      ...{ getOutHasColors: () => false, getErrHasColors: () => false },
      ...{ writeOut: (text) => printOut(line(text)), writeErr: (text) => printAside(line(text)) },
    })
    .showHelpAfterError("Add --help to see what can be written")
    .exitOverride();
  const named = commands.get(name);
  for (const load of named ? [named] : commands.values()) (await load())(program);
  return program;
}

/** Does what is asked for. @throws {Ended} If there is nothing to be done, or it is not understood. */
async function parse(args: readonly string[]): Promise<void> {
  try {
    await (await createProgram(args)).parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // It has said what there is to say; that was all that was asked for where it is 0.
    if (error.exitCode !== 0) throw new Ended(usageError);
  }
}

/** A text that ends its line itself. */
function line(text: string): string {
  return text.replace(/\n$/, "");
}

/** Runs one command. @returns Its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  beginPrinting();
  try {
    const misplaced = commandLeftOut(args, [...commands.keys()]);
    if (misplaced) throw new PenstockError([misplaced]);
    await parse(args);
    requirePrinted();
    return 0;
  } catch (error) {
    if (error instanceof Ended) return error.exitCode;
    if (error instanceof PenstockError) {
      report(error.diagnostics);
      return exitCodeOf(error.diagnostics);
    }
    const message = error instanceof Error ? error.message : String(error);
    printReady(`internal error: ${message}\nThis is a mistake in Penstock; please report it.`);
    return internalError;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
