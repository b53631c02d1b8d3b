import type { Mutation } from "./mutation.ts";

const reading = ["tests/cli/reading_test.ts"];
const writing = ["tests/cli/writing_test.ts"];
const terminal = ["tests/cli/terminal_test.ts"];
const processes = ["tests/cli/process_test.ts"];
const mistakes = ["tests/cli/mistakes_test.ts"];
const check = ["tests/cli/check_test.ts"];
const options = ["tests/cli/run_options_test.ts"];

/** What they promise of the command line. */
const commandLine: readonly Mutation[] = [
  {
    promise: "Ctrl-C ends a training",
    file: "cli/terminal.ts",
    find: "...interrupt && { signal: interrupt },",
    replace: "",
    tests: processes,
  },
  {
    promise: "a run that a signal ends has the exit code of that signal",
    file: "cli/run.ts",
    find: "throw new Ended(interrupt.exitCode);",
    replace: "throw error;",
    tests: processes,
  },
  {
    promise: "a second Ctrl-C ends the process at once",
    file: "cli/interrupt.ts",
    find: "        Deno.exit(exitCodes[signal]);",
    replace: "",
    tests: terminal,
  },
  {
    promise: "after a command Ctrl-C means what it always means",
    file: "cli/interrupt.ts",
    find: "listeners.forEach((remove) => remove());",
    replace: "",
    tests: terminal,
  },
  {
    promise: "diagnostics have colours on a terminal alone",
    file: "cli/terminal.ts",
    find: "Deno.stderr.isTerminal() && !Deno.noColor",
    replace: "!Deno.noColor",
    tests: terminal,
  },
  {
    promise: "NO_COLOR is heard",
    file: "cli/terminal.ts",
    find: "Deno.stderr.isTerminal() && !Deno.noColor",
    replace: "Deno.stderr.isTerminal()",
    tests: terminal,
  },
  {
    promise: "a person stands where INIT_CWD says",
    file: "cli/terminal.ts",
    find: 'Deno.env.get("INIT_CWD") ?? ',
    replace: "",
    tests: reading,
  },
  {
    promise: "--set wins over --params",
    file: "dsl/check/params.ts",
    find: 'candidates.find((each) => each.origin === "--set") ??',
    replace: "",
    tests: ["tests/cli/compose_test.ts"],
  },
  {
    promise: "commands that only look tell of warnings",
    file: "cli/terminal.ts",
    find: "warn: (warning: Diagnostic) => report([warning]),",
    replace: "",
    tests: check,
  },
  {
    promise: "commander asks the environment for nothing",
    file: "cli.ts",
    find: "...{ getOutHasColors: () => false, getErrHasColors: () => false },",
    replace: "",
    tests: processes,
  },
  {
    promise: "the help names every command",
    file: "cli.ts",
    find: "named ? [named] : commands.values()",
    replace: "named ? [named] : []",
    tests: processes,
  },
  {
    promise: "a mistake in usage ends with 2",
    file: "cli.ts",
    find: "throw new Ended(usageError)",
    replace: "throw new Ended(error.exitCode)",
    tests: processes,
  },
  {
    promise: "a mistake of our own ends with 70",
    file: "cli.ts",
    find: "return internalError;",
    replace: "return 1;",
    tests: terminal,
  },
  {
    promise: "with --json, stdout is for programs",
    file: "cli/run.ts",
    find: "isJson ? printAside(text) : printOut(text)",
    replace: "console.log(text)",
    tests: options,
  },
  {
    promise: "an expectation that does not hold ends with 5",
    file: "cli/run.ts",
    find: "requireExpectations(result);",
    replace: "",
    tests: mistakes,
  },
  {
    promise: "gradients that differ end with 4",
    file: "cli/explain.ts",
    find: "requireExpectations(result);",
    replace: "",
    tests: ["tests/cli/gradcheck_test.ts"],
  },
  {
    promise: "a run of few rows answers for each of them",
    file: "cli/run.ts",
    find: "    await describeRows(result, width),\n",
    replace: "",
    tests: options,
  },
  {
    promise: "a run tells of warnings",
    file: "cli/run.ts",
    find: "onWarning: (warning) => report([warning]),",
    replace: "",
    tests: mistakes,
  },
  {
    promise: "check ends with the kind of the first mistake of all files",
    file: "cli/check.ts",
    find: "problems.push(...found);",
    replace: "problems.splice(0, problems.length, ...found);",
    tests: check,
  },
  {
    promise: "check --format json prints nothing else",
    file: "cli/check.ts",
    find: 'if (format === "json") continue;',
    replace: "",
    tests: check,
  },
  {
    promise: "fmt goes on after a file that it cannot read",
    file: "cli/fmt.ts",
    find: "if (!(error instanceof PenstockError)) throw error;",
    replace: "throw error;",
    tests: writing,
  },
  {
    promise: "an interrupted run ends with 130",
    file: "cli/text/exit_code.ts",
    find: "isInterrupted(diagnostics) ? 130 : ",
    replace: "",
    tests: ["tests/docs/generated_test.ts"],
  },
  {
    promise: "warnings alone end with 0",
    file: "cli/text/exit_code.ts",
    find: 'each.severity === "error"',
    replace: "each.code",
    tests: check,
  },
  {
    promise: "a training without a terminal prints about twenty lines",
    file: "cli/text/progress.ts",
    find: "record.epoch % every !== 0 && ",
    replace: "false && ",
    tests: ["tests/cli/text/progress_test.ts"],
  },
  {
    promise: "no bar is drawn where TERM is dumb",
    file: "cli/screen.ts",
    find: " && !isDumb()",
    replace: "",
    tests: ["tests/cli/screen_test.ts"],
  },
  {
    promise: "a live line never reaches the last column",
    file: "cli/screen.ts",
    find: "(screenWidth(Deno.stderr) ?? 80) - 1",
    replace: "screenWidth(Deno.stderr) ?? 80",
    tests: ["tests/cli/screen_test.ts"],
  },
  {
    promise: "tables are as wide as the screen and no wider",
    file: "cli/text/table.ts",
    find: "if (used + needed > width) {",
    replace: "if (used > width) {",
    tests: ["tests/cli/text/table_test.ts"],
  },
  {
    promise: "excerpts are cut to the screen",
    file: "dsl/report/render.ts",
    find: "excerptOf(span, left)",
    replace: "excerptOf(span)",
    tests: ["tests/dsl/report/render_test.ts"],
  },
];

/** What is promised of a start: how fast it is, and what it fetches. */
const starts: readonly Mutation[] = [
  {
    promise: "a mistake in syntax is told before the vocabulary is loaded",
    file: "runtime/commands/check.ts",
    find: 'import type { Override } from "../../dsl/syntax/override.ts";',
    replace:
      'import type { Override } from "../../dsl/syntax/override.ts";\nimport "./check_tree.ts";',
    tests: ["tests/cli/start_test.ts"],
  },
  {
    promise: "a name is looked up without ONNX, YAML or archives",
    file: "runtime/prepare/assemble.ts",
    find: 'import { type Program, programOf } from "../../compiler/compile.ts";',
    replace: 'import { type Program, programOf } from "../../compiler/compile.ts";\n' +
      'import "../../compiler/models.ts";',
    tests: ["tests/cli/start_test.ts"],
  },
  {
    promise: "what is pure needs no module of Node.js",
    file: "runtime/split/holdout.ts",
    find: 'import type { Parts } from "../data/parts.ts";',
    replace: 'import "node:path";\nimport type { Parts } from "../data/parts.ts";',
    tests: ["tests/architecture_test.ts"],
  },
];

/** Promises of README, docs and comments that are no arithmetic. */
export const promiseMutations: readonly Mutation[] = [
  ...commandLine,
  ...starts,
];
