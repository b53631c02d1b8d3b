/**
 * The compiler: a checked pipeline and the names of its data become plain ONNX, training included.
 * Everything here is pure and runs in a browser. What `check` needs to know of layers, losses and the
 * like is {@link compilerVocabulary}; `./browser` has a whole vocabulary.
 *
 * ```ts
 * import { compile, encodeModel, initialState, lowerInference } from "@penstock/penstock/compiler";
 * import { check, parse, unwrap, vocabulary } from "@penstock/penstock/browser";
 *
 * const text = `pipe 1
 * load csv("points.csv")
 * model {
 *   linear(1, weight = [[2, 3]], bias = [1])
 *   sigmoid
 * }
 * `;
 * const draft = unwrap(check(unwrap(parse({ name: "neuron.pipe", text })), vocabulary));
 * const pipeline = unwrap(draft.resolve({ features: 2, classes: 0, rows: 4 }));
 * const program = unwrap(compile(pipeline, {
 *   columns: [
 *     { kind: "number", name: "a", isWide: false },
 *     { kind: "number", name: "b", isWide: false },
 *   ],
 * }));
 * const model = lowerInference(program, initialState(program.plan, pipeline.seed), {});
 * const bytes = encodeModel(model);
 * console.log(model.graph.nodes.map(({ opType }) => opType).join(" "));
 * ```
 *
 * ```text
 * Gemm Sigmoid
 * ```
 * @module
 */
export type { OnnxModel } from "./compiler/backends/onnx/model.ts";
export { encodeModel } from "./compiler/backends/onnx/encode.ts";
export { compile, type Program } from "./compiler/compile.ts";
export {
  lowerClassMetrics,
  lowerInference,
  lowerMetrics,
  lowerPreprocessing,
  lowerReading,
  lowerScoring,
  lowerTraining,
} from "./compiler/models.ts";
export type { ModelPlan } from "./compiler/plan/model_plan.ts";
export type { PlannedPipeline } from "./compiler/plan/plan.ts";
export type { Statistics } from "./compiler/preprocessing/statistics.ts";
export type { Feature } from "./compiler/preprocessing/features.ts";
export type { DatePart } from "./compiler/schema/date_part.ts";
export type {
  CategorySchema,
  CodedSchema,
  ColumnSchema,
  DateSchema,
  ImageSchema,
  NumberSchema,
  Schema,
  TargetKind,
  TargetSchema,
} from "./compiler/schema/schema.ts";
export type { StepCost } from "./compiler/step/cost.ts";
export { initialState } from "./compiler/step/state.ts";
export type { Carried, Saving, SpanOptions } from "./compiler/step/span.ts";
export type { PassName } from "./compiler/transform/passes/optimize.ts";
export type { BatchOptions, Training } from "./compiler/step/training.ts";
export {
  type CompilerPipeline,
  type CompilerVocabulary,
  compilerVocabulary,
} from "./compiler/vocabulary/vocabulary.ts";
