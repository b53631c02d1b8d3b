import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";

/** `--part` names a part that the split leaves no rows for. */
export function absentPart(part: string, parts: readonly string[]): Diagnostic {
  return error("E0510", { place: "--part" }, {
    message: `There are no rows in the part "${part}"`,
    help: `Use one of ${parts.join(", ")}`,
  });
}

/** `--rows` names a row that the part does not have. */
export function missingRow(
  row: number,
  { part, rows }: { part: string; rows: number },
): Diagnostic {
  return error("E0511", { place: "--rows" }, {
    message: `There is no row ${row} in the part "${part}"`,
    help: `Use numbers in 1..${rows}`,
  });
}

/** `--rows` is not a list of numbers. */
export function malformedRows(text: string): Diagnostic {
  return error("E0512", { place: "--rows" }, {
    message: `"${text}" is not a list of row numbers`,
    help: "Write them like 1,2 or 1..4",
  });
}

/** `--step` is not a step of the training. */
export function missingStep(step: string, steps: number): Diagnostic {
  return error("E0513", { place: "--step" }, {
    message: `There is no step ${step}`,
    help: steps === 0
      ? "The pipeline does not train: leave --step out"
      : `Use a number in 1..${steps}`,
  });
}

/** `gradcheck` of a pipeline without a loss or without parameters. */
export function nothingToCheck(): Diagnostic {
  return error("E0514", {}, {
    message: "There is no gradient to check: the pipeline has no loss, or nothing to train",
    help: "Add a line such as: loss cross_entropy",
  });
}

/** Autodiff and finite differences part. */
export function gradientsPart(parameters: readonly string[]): Diagnostic {
  return error("E0604", {}, {
    message: `Autodiff and finite differences part at ${parameters.join(", ")}`,
    help: "If these are no kinks of the model, a rule of Penstock is wrong: please report it",
  });
}
