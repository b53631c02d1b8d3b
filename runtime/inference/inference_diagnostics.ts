import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";

export function notAModel(path: string, reason: string): Diagnostic {
  return error("E0435", { place: path }, {
    message: `"${path}" is not a model that Penstock wrote: ${reason}`,
    help: "Name the model.onnx of a run, such as out/iris/model.onnx",
  });
}

export function missingFeature(
  path: string,
  { name, columns, guess }: { name: string; columns: readonly string[]; guess?: string },
): Diagnostic {
  return error("E0436", { place: path }, {
    message: `The model needs a column "${name}"`,
    help: guess === undefined
      ? `The file has ${columns.slice(0, 20).join(", ")}`
      : `The file has "${guess}"; is it meant? Columns are found by their names`,
  });
}
