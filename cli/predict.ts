import type { Command } from "commander";
import { predictFile } from "../mod.ts";
import { context } from "./terminal.ts";
import { predictionsCsv } from "./text/predictions.ts";

/** `penstock predict`. */
export function addPredict(program: Command): void {
  program.command("predict").description("answer for the rows of a CSV file")
    .argument("<model>", "the model.onnx of a run")
    .argument("<rows>", "a CSV file with the model's columns")
    .action(predict);
}

async function predict(model: string, rows: string): Promise<void> {
  const predictions = await predictFile(model, rows, context());
  console.log(predictionsCsv(predictions).trimEnd());
}
