import { resolve } from "node:path";
import { phase } from "./phase.ts";
import { decode, displayPath, readFile, type Surroundings } from "../files/access.ts";
import { tableFromCsv } from "../data/table.ts";
import { notUtf8 } from "../files/file_diagnostics.ts";
import { predict, type Predictions } from "../inference/predict.ts";

/**
 * Answers of a `model.onnx` file for the rows of a CSV file; paths are relative to where the person
 * stands.
 * @throws {PenstockError} If a file cannot be read, is no model, or lacks a column.
 */
export async function predictFile(
  model: string,
  rows: string,
  { workingDirectory }: Surroundings,
): Promise<Predictions> {
  return await phase(async (report) => {
    const read = async (path: string) => {
      const full = resolve(workingDirectory, path);
      const shown = displayPath(full, workingDirectory);
      return { shown, bytes: await readFile(full, { path: shown, report }) };
    };
    const [modelFile, rowsFile] = [await read(model), await read(rows)];
    const text = decode(rowsFile.bytes) ?? report.fail(notUtf8({ path: rowsFile.shown }));
    const table = tableFromCsv(rowsFile.shown, text);
    return predict({ model: modelFile.bytes, modelName: modelFile.shown, table });
  });
}
