import type { Command } from "commander";
import { inspectFile } from "../mod.ts";
import { printOut } from "./print.ts";
import { screenWidth } from "./screen.ts";
import { compareModels, describeModel } from "./text/inspect.ts";
import { context } from "./terminal.ts";

/** `penstock inspect`. */
export function addInspect(program: Command): void {
  program.command("inspect").description("say what a model takes, gives and was trained with")
    .argument("<model>", "a model.onnx, or any other .onnx file")
    .argument("[other]", "a second one to compare it with")
    .option("--json", "print everything for programs")
    .action(inspect);
}

async function inspect(
  model: string,
  other: string | undefined,
  { json: isJson }: { readonly json?: boolean },
): Promise<void> {
  const here = context();
  const first = await inspectFile(model, here);
  const second = other === undefined ? undefined : await inspectFile(other, here);
  const width = screenWidth();
  if (isJson) return printOut(JSON.stringify(second ? [first, second] : first, null, 2));
  printOut(second ? compareModels(first, second, { width }) : describeModel(first, { width }));
}
