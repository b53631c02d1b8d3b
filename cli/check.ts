import { type Command, Option } from "commander";
import { checkFile, type Diagnostic, toJson } from "../mod.ts";
import { printOut } from "./print.ts";
import { exitCodeOf } from "./text/exit_code.ts";
import { choiceOf, Ended, type PipelineFlags, report, withPipelineOptions } from "./terminal.ts";

interface CheckFlags extends PipelineFlags {
  readonly format: "text" | "json";
}

/** `penstock check`. */
export function addCheck(program: Command): void {
  const command = program.command("check").description("check pipelines without training")
    .argument("<files...>", ".pipe files");
  withPipelineOptions(command, ["data", "variant", "params", "set", "allow"])
    .addOption(
      new Option("--format <format>", "how to say what is wrong")
        .choices(["text", "json"]).default("text"),
    )
    .action(checkAll);
}

async function checkAll(files: readonly string[], { format, ...flags }: CheckFlags): Promise<void> {
  const { context, data, variant, overrides } = await choiceOf(flags);
  const problems: Diagnostic[] = [];
  for (const file of files) {
    const found = await checkFile(file, context, { data, variant, overrides });
    problems.push(...found);
    if (format === "json") continue;
    report(found);
    if (!found.some(({ severity }) => severity === "error")) printOut(`${file}: ok`);
  }
  if (format === "json") printOut(JSON.stringify(toJson(problems), null, 2));
  // Everything was shown above.
  const exitCode = exitCodeOf(problems);
  if (exitCode !== 0) throw new Ended(exitCode);
}
