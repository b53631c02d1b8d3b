import { resolve } from "node:path";
import { phase } from "./phase.ts";
import { type CommandContext, displayPath, openFile, readFile } from "../files/access.ts";
import { readCsv } from "../formats/csv_frame.ts";
import { predictRows } from "../inference/predict.ts";
import { swappedModel } from "../inference/inference_diagnostics.ts";
import type { Predictions } from "../inference/predictions.ts";

/**
 * Answers of a `model.onnx` file for the rows of a CSV file; paths are relative to where the person
 * stands.
 * @throws {PenstockError} If a file cannot be read, is no model, or lacks a column.
 */
export async function predictFile(
  model: string,
  rows: string,
  { workingDirectory }: CommandContext,
): Promise<Predictions> {
  return await phase(async (report) => {
    const pathOf = (path: string) => resolve(workingDirectory, path);
    const [modelName, name] = [model, rows].map((path) =>
      displayPath(pathOf(path), workingDirectory)
    );
    if (isModelName(rows) && !isModelName(model)) report.fail(swappedModel(modelName, name));
    const bytes = await readFile(pathOf(model), { path: modelName, report });
    const opened = await openFile(pathOf(rows), { path: name, report });
    const frame = readCsv({ name: name, bytes: opened }, {}, report);
    return predictRows({ model: bytes, modelName: modelName, frame }, report);
  });
}

function isModelName(path: string): boolean {
  return /\.onnx$/i.test(path);
}
