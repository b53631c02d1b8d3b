import { formatShape, type Shape } from "../ir/tensor.ts";
import type { LayerProblem } from "./layer.ts";

/** Literal values that do not fit the layer. */
export function wrongLiteral(problem: Omit<LayerProblem, "code">): LayerProblem {
  return { code: "E0304", ...problem };
}

/** A vector that does not have a value for each of the last axis. */
export function wrongVector(
  argument: string,
  { has, needs }: { readonly has: number; readonly needs: number },
): LayerProblem {
  return wrongLiteral({
    argument,
    message: `"${argument}" has ${has} value${
      has === 1 ? "" : "s"
    }, the input has ${needs} on its last axis`,
    help: `Write ${needs}, one for each`,
  });
}

/** Values of a tensor that the layer is told not to have. */
export function switchedOff(argument: string, by: string): LayerProblem {
  return {
    code: "E0335",
    argument,
    message: `"${argument}" says how a tensor starts that "${by} = false" takes away`,
    help: "Remove one of the two",
  };
}

/** A block that does not give back the shape it was given. */
export function unequalResidual(input: Shape, output: Shape): LayerProblem {
  return {
    code: "E0320",
    message: `The block makes ${formatShape(output)} of ${formatShape(input)}, which do not add up`,
    help: `End the block with the shape it starts with, such as linear(${input.at(-1)})`,
  };
}

/** Branches that cannot stand side by side. */
export function unequalBranches(first: Shape, other: Shape): LayerProblem {
  return {
    code: "E0321",
    message: `Branches of ${formatShape(first)} and ${formatShape(other)} do not concatenate`,
    help: "Let all branches agree in every axis but the last, such as by flatten in each",
  };
}

/** A shape of another number of elements. */
export function unfitReshape(input: Shape, shape: readonly number[]): LayerProblem {
  const row = input.slice(1);
  return {
    code: "E0322",
    argument: "shape",
    message: `A row of shape ${formatShape(row)} does not reshape to ${formatShape(shape)}`,
    help: `Write sizes whose product is ${row.join(" · ")}; one of them may be -1`,
  };
}

/** A layer that needs more axes than there are. */
export function tooFewAxes(layer: string, input: Shape): LayerProblem {
  return {
    code: "E0323",
    message: `"${layer}" needs two axes beside the batch, its input is ${formatShape(input)}`,
    help: "Make them first, such as by reshape([4, 7])",
  };
}

/** Columns asked for where there are features no more. */
export function columnsTooLate(): LayerProblem {
  return {
    code: "E0324",
    message: "The input of this layer is no longer the features",
    help: "Let it be the first layer of the model, or of a branch of a first concat",
  };
}

/** A column that is not among the features. */
export function unknownFeature(name: string, help: string): LayerProblem {
  return { code: "E0325", argument: "names", message: `There is no feature "${name}"`, help };
}

/** Two arguments that both say how a parameter starts. */
export function twoStarts(argument: string, other: string): LayerProblem {
  return {
    code: "E0326",
    argument,
    message: `"${argument}" says how values start that "${other}" has settled`,
    help: "Remove one of the two",
  };
}

/** An initializer whose arguments make no sense together. */
export function impossibleStart(argument: string, name: string, reason: string): LayerProblem {
  return {
    code: "E0327",
    argument,
    message: `"${name}" has nothing to draw: ${reason}`,
    help: "Write low below high, with values around the mean between them",
  };
}

/** A number of slopes that does not fit the last axis. */
export function wrongSlopes(has: number, needs: number): LayerProblem {
  return {
    code: "E0328",
    argument: "num_parameters",
    message: `prelu has ${has} slopes, its input has ${needs} values on the last axis`,
    help: `Write 1 for a slope that all share, or ${needs} for one each`,
  };
}

/** A block without a layer, where one is needed. */
export function emptyBlock(layer: string): LayerProblem {
  return {
    code: "E0329",
    message: `"${layer}" has no layers`,
    help: "Write a layer in its braces, or remove it",
  };
}

/** A width that does not divide among the heads. */
export function unevenHeads(input: Shape, heads: number): LayerProblem {
  const width = Number(input.at(-1));
  const near = Array.from({ length: Math.min(heads, width) }, (_, at) => at + 1)
    .findLast((each) => width % each === 0);
  return {
    code: "E0333",
    argument: "heads",
    message: `${heads} heads cannot share the ${width} values of a token of ${formatShape(input)}`,
    help: `Write a divisor of ${width}, such as ${near}`,
  };
}

/** A list that is no order of the axes. */
export function noPermutation(input: Shape, axes: readonly number[]): LayerProblem {
  const all = input.slice(1).map((_, at) => at + 1);
  return {
    code: "E0334",
    argument: "axes",
    message: `${formatShape(axes)} is no order of the axes of a row of ${formatShape(input)}`,
    help: `Write each of ${formatShape(all)} once; axis 0, the batch, stays`,
  };
}
