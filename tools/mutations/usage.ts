import type { Mutation } from "./mutation.ts";

const mistakes = ["tests/cli/mistakes_test.ts"];
const composed = ["tests/cli/compose_test.ts"];
const compiled = ["tests/cli/compile_test.ts"];
const installed = ["tests/tools/install_cli_test.ts"];

/** What is promised of commands that are given wrong, of `compile` and of `install-cli`. */
export const usageMutations: readonly Mutation[] = [
  {
    promise: "what is wrong with a --set is a mistake in usage",
    file: "cli/text/exit_code.ts",
    find: "if (first.span?.source.isOfCommand) return usageError;",
    replace: "",
    tests: mistakes,
  },
  {
    promise: "what is wrong in a file of --params is a mistake in usage",
    file: "runtime/open/params_file.ts",
    find: ", isOfCommand: true",
    replace: "",
    tests: composed,
  },
  {
    promise: "check --variant looks at one variant alone",
    file: "runtime/commands/check_tree.ts",
    find: "if (chosen === undefined) ",
    replace: "",
    tests: composed,
  },
  {
    promise: "a table is known by its rows too",
    file: "runtime/open/pipeline_file.ts",
    find: "if (isTable(text)) ",
    replace: "if (false) ",
    tests: mistakes,
  },
  {
    promise: "a file without a command is told which one to write",
    file: "cli.ts",
    find: "if (misplaced) ",
    replace: "if (false) ",
    tests: mistakes,
  },
  {
    promise: "predict says that its arguments are swapped",
    file: "runtime/commands/predict.ts",
    find: "if (isModelName(rows) && ",
    replace: "if (false && ",
    tests: mistakes,
  },
  {
    promise: "a dumb terminal gets no colours",
    file: "cli/terminal.ts",
    find: " && !isDumb()",
    replace: "",
    tests: ["tests/cli/terminal_test.ts"],
  },
  {
    promise: "compile replaces its own files and no others",
    file: "runtime/commands/compile_file.ts",
    find: 'by: "compile"',
    replace: 'by: "run"',
    tests: compiled,
  },
  {
    promise: "compile leaves the parameters that training starts from",
    file: "runtime/commands/compile_file.ts",
    find: "{ name, state: initial }",
    replace: "{ name, state: initial.map((each) => each + 1) }",
    tests: compiled,
  },
  {
    promise: "the command of install-cli finds the Deno of npx",
    file: "tools/install_cli.ts",
    find: "return folders.filter((each) => !/node_modules[/\\\\]\\.bin[/\\\\]?$/.test(each));",
    replace: "return folders;",
    tests: installed,
  },
];
