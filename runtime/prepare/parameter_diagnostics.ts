import { formatShape } from "../../compiler/ir/tensor.ts";
import { type Diagnostic, error, warning } from "../../dsl/text/diagnostic.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import type { Span } from "../../dsl/text/span.ts";

/** An `.npz` file as the message shows it, and where the pipeline names it, if it does. */
export interface ParameterFile {
  readonly path: string;
  readonly span: Span | undefined;
}

export function notParameters(file: ParameterFile, reason: string): Diagnostic {
  return error("E0470", { span: file.span }, {
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
  return error("E0471", { span: file.span }, {
    message: `"${file.path}" has "${name}", which this model has not`,
    help: guess === undefined ? `The model has ${list(known)}` : `Did you mean "${guess}"?`,
  });
}

export function wrongParameterShape(
  file: ParameterFile,
  { name, has, needs }: { name: string; has: readonly number[]; needs: readonly number[] },
): Diagnostic {
  return error("E0472", { span: file.span }, {
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
  return error("E0473", { span: file.span }, {
    message: `"${name}" in "${file.path}" holds ${value}, which no float32 parameter can be`,
    help: "Take the parameters of a training that did not diverge",
  });
}

export function parametersLeftOut(file: ParameterFile, names: readonly string[]): Diagnostic {
  return warning("W0401", { span: file.span }, {
    message: `"${file.path}" has no ${list(names)}`,
    help: "What is not in the file starts as it would without it",
  });
}

/** @param layers Those of the model, and why each cannot start from there. */
export function nothingToStartFrom(
  { path, span }: ParameterFile,
  layers: readonly { readonly layer: string; readonly why: string }[],
): Diagnostic {
  const shown = layers.slice(0, 8).map(({ layer, why }) => `${layer} (${why})`).join(", ");
  const reasons = layers.length > 8 ? `${shown}, ...` : shown;
  return error("E0478", { span }, {
    message: layers.length === 0
      ? `"${path}" has nothing for this model, which has no parameters`
      : `"${path}" has no layer for this model: ${reasons}`,
    help: "Layers that are to start from another training have its names and sizes: " +
      "hidden: linear(16)",
  });
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${name}"`).join(", ");
  return names.length > 8 ? `${shown}, ...` : shown;
}
