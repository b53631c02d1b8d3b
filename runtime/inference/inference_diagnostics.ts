import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import { counted, listed, quoted } from "../data/quoting.ts";
import { inTotal, type OddCells, otherCells } from "../data/odd_cells.ts";

export function notAModel(path: string, reason: string): Diagnostic {
  return error("E0435", { place: path }, {
    message: `"${path}" is not a model that Penstock wrote: ${reason}`,
    help: "Name the model.onnx of a run, such as out/iris/model.onnx",
  });
}

/** Rows where the model should stand, and the model behind them. */
export function swappedModel(model: string, rows: string): Diagnostic {
  return error("E0515", { place: model }, {
    message: `"${model}" stands where the model does, and "${rows}" where the rows do`,
    help: `The model comes first: predict ${rows} ${model}`,
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

/** Cells without a value, in a column in which the model fills in none. */
export function missingInput(cells: OddCells): Diagnostic {
  const [{ place }] = cells.first;
  return error("E0437", { place }, {
    message: `Missing value: this cell is empty, and the model fills in none${inTotal(cells)}`,
    notes: otherCells(cells),
    help: "Fill it in",
  });
}

/** Shapes of images, for people. */
export interface OtherShape {
  readonly found: string;
  readonly wanted: string;
}

/** Images that a model cannot take. */
export function imagesOfOtherShape(path: string, { found, wanted }: OtherShape): Diagnostic {
  return error("E0439", { place: path }, {
    message: `The images are ${found}, and the model takes ${wanted}`,
    help: "Save them as PNG files: those are brought to the size of the model",
  });
}

/** A table without the target, where answers are to be judged by it. */
export function missingTruth(
  path: string,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
): Diagnostic {
  const guess = nearest(name, columns);
  return error("E0459", { place: path }, {
    message: `There is no column "${name}" to judge the answers by`,
    help: guess === undefined
      ? `The file has ${columns.slice(0, 20).join(", ")}; for answers alone: predict`
      : `The file has "${guess}"; is it meant? Columns are found by their names`,
  });
}

/** Labels that are none of the classes of a model. @param labels The first few, with the places of the first of each. */
export function unknownLabels(
  labels: readonly { readonly label: string; readonly place: string }[],
  { column, classes, count }: {
    readonly column: string;
    readonly classes: readonly string[];
    readonly count: number;
  },
): Diagnostic {
  const [{ label, place }, ...others] = labels;
  const rest = count - labels.length;
  return error("E0458", { place }, {
    message: `The model knows no class ${quoted(label)} of ${quoted(column)}` +
      (count > 1 ? ` (${counted(count, "such label")})` : ""),
    notes: others.map((other, at) => ({
      message: quoted(other.label) +
        (rest > 0 && at === others.length - 1 ? `, and ${rest} more` : ""),
      place: other.place,
    })),
    help: `It answers with ${listed(classes)}: leave such rows out, or train it on them`,
  });
}

/** A model that was trained for no target. */
export function unlabelledModel(path: string): Diagnostic {
  return error("E0461", { place: path }, {
    message: "The pipeline of this model names no target, and nothing says which answers are right",
    help: "Ask it for answers alone: predict",
  });
}

/** A model, trained by no loss, whose numbers stand for nothing that could be right. */
export function unjudgedModel(
  path: string,
  { given, wanted }: { readonly given: number; readonly wanted: number },
): Diagnostic {
  return error("E0477", { place: path }, {
    message: `The model gives ${counted(given, "number")} a row, and its target takes ${wanted}`,
    help: "A loss in its pipeline makes answers of the numbers; for the numbers alone: predict",
  });
}

/** A file that is no ONNX model at all. */
export function noOnnx(path: string): Diagnostic {
  return error("E0462", { place: path }, {
    message: `"${path}" is no ONNX model`,
    help: "Name the model.onnx of a run, or another .onnx file",
  });
}
