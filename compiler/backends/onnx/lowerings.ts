import { elementwiseLowerings } from "./elementwise_lowerings.ts";
import type { OnnxLowerings } from "./lowering.ts";
import { lowerRandomUniform } from "./random_lowering.ts";
import { reductionLowerings } from "./reduction_lowerings.ts";
import { structuralLowerings } from "./structural_lowerings.ts";

/** How ONNX says each op: a kind without a lowering is a type error. */
export const lowerings: OnnxLowerings = {
  ...elementwiseLowerings,
  ...structuralLowerings,
  ...reductionLowerings,
  random_uniform: lowerRandomUniform,
};
