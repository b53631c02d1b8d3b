import { formatShape } from "../../compiler/ir/tensor.ts";
import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import type { Span } from "../../dsl/text/span.ts";

/** An `.npz` file as the message shows it, and where the pipeline names it. */
export interface ParameterFile {
  readonly path: string;
  readonly span: Span;
}

export function notParameters(file: ParameterFile, reason: string): Diagnostic {
  return error("E0470", file.span, {
    message: `"${file.path}" is not an .npz file of numbers: ${reason}`,
    help: "Name the parameters.npz of a run, or write one with numpy.savez",
  });
}

export function unknownParameter(
  file: ParameterFile,
  name: string,
  known: readonly string[],
): Diagnostic {
  const guess = nearest(name, known);
  return error("E0471", file.span, {
    message: `"${file.path}" has "${name}", which this model has not`,
    help: guess === undefined ? `The model has ${list(known)}` : `Did you mean "${guess}"?`,
  });
}

export function wrongParameterShape(
  file: ParameterFile,
  { name, has, needs }: { name: string; has: readonly number[]; needs: readonly number[] },
): Diagnostic {
  return error("E0472", file.span, {
    message: `"${name}" in "${file.path}" is ${formatShape(has)}, the model needs ${
      formatShape(needs)
    }`,
    help: "Weights are [out, in], as in PyTorch; change the layer or the file",
  });
}

export function notFiniteParameter(
  file: ParameterFile,
  { name, value }: { name: string; value: number },
): Diagnostic {
  return error("E0473", file.span, {
    message: `"${name}" in "${file.path}" holds ${value}, which no float32 parameter can be`,
    help: "Take the parameters of a training that did not diverge",
  });
}

export function parametersLeftOut(file: ParameterFile, names: readonly string[]): Diagnostic {
  return warning("W0401", file.span, {
    message: `"${file.path}" has no ${list(names)}`,
    help: "What is not in the file starts as it would without it",
  });
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${name}"`).join(", ");
  return names.length > 8 ? `${shown}, ...` : shown;
}
