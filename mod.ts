/**
 * Penstock trains multilayer perceptrons from a text file: a `.pipe` file is checked, compiled to plain
 * ONNX, trained by ONNX Runtime and exported as one self-contained `model.onnx`.
 *
 * ```ts
 * import { runFile } from "@penstock/penstock";
 *
 * const surroundings = { workingDirectory: Deno.cwd(), allowed: [] };
 * const { metrics } = await runFile("pipelines/iris.pipe", { surroundings });
 * console.log(metrics.parts.test?.accuracy);
 * ```
 * @module
 */
export { compile, type Program } from "./compiler/compile.ts";
export { check, type CheckOptions } from "./dsl/check.ts";
export {
  type Checked,
  type Diagnostic,
  InternalError,
  PenstockError,
  unwrap,
} from "./dsl/diagnostic.ts";
export { type Override } from "./dsl/override.ts";
export { parse } from "./dsl/parse.ts";
export { parseOverride } from "./dsl/parse_override.ts";
export { render, renderAll } from "./dsl/render.ts";
export { type Access, accessFor, type Surroundings } from "./runtime/access.ts";
export { predict, type Predictions, type PredictOptions } from "./runtime/predict.ts";
export { run, type RunListener, type RunOptions, type RunResult } from "./runtime/run.ts";
export { runFile, type RunFileOptions, type RunFileResult } from "./runtime/run_file.ts";
export { vocabulary } from "./runtime/vocabulary.ts";
