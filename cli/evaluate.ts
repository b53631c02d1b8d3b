import { type Command, Option } from "commander";
import { type EvaluatedFile, evaluateFile } from "../mod.ts";
import { printOut } from "./print.ts";
import { screenWidth } from "./screen.ts";
import { describeMetrics } from "./text/summary.ts";
import {
  context,
  deviceChoiceOf,
  type DeviceFlags,
  deviceOptionNames,
  report,
  withPipelineOptions,
} from "./terminal.ts";

interface EvaluateFlags extends DeviceFlags {
  readonly onError: "stop" | "skip";
  readonly json?: boolean;
  readonly allow?: readonly string[];
}

/** `penstock evaluate`. */
export function addEvaluate(program: Command): void {
  const command = program.command("evaluate")
    .description("judge a model by the metrics of its pipeline, on labelled rows")
    .argument("<model>", "the model.onnx of a run")
    .argument("<rows>", "a table, manifest or folder of pictures with the target; - for stdin")
    .addOption(
      new Option("--on-error <what>", "what becomes of rows that cannot be answered")
        .choices(["stop", "skip"]).default("stop"),
    )
    .option("--json", "print the numbers for programs");
  withPipelineOptions(command, ["allow", ...deviceOptionNames]).action(evaluate);
}

async function evaluate(
  model: string,
  rows: string,
  { onError, json: isJson, allow, ...flags }: EvaluateFlags,
): Promise<void> {
  const judged = await evaluateFile(model, rows, {
    context: context(allow),
    ...deviceChoiceOf(flags),
    onError,
    warn: (warning) => report([warning]),
  });
  const text = isJson
    ? JSON.stringify(jsonOf(judged), null, 2)
    : describeEvaluated(judged, { width: screenWidth(), name: rows === "-" ? "stdin" : rows });
  printOut(text);
}

/** The new rows below those of the run. */
function describeEvaluated(
  { metrics, byClass, run }: EvaluatedFile,
  { width, name }: { readonly width: number | undefined; readonly name: string },
): string {
  const lists = byClass ?? run?.by_class;
  return describeMetrics({
    parts: { ...run?.parts, [name]: metrics },
    ...lists && {
      by_class: {
        classes: lists.classes,
        parts: { ...run?.by_class?.parts, ...byClass && { [name]: byClass.scores } },
      },
    },
  }, { width });
}

/** What is no number, such as the roc_auc of one class alone, is `null`. */
function jsonOf({ metrics, byClass, run }: EvaluatedFile) {
  return {
    ...metrics,
    ...byClass && { by_class: { classes: byClass.classes, ...byClass.scores } },
    ...run && { run: run.parts },
  };
}
