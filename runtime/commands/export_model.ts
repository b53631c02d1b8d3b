import type { Program } from "../../compiler/compile.ts";
import { codedColumns } from "../../compiler/plan/coded_columns.ts";
import { imputedColumns } from "../../compiler/preprocessing/lanes.ts";
import { printPipeline } from "../../dsl/print/pipeline.ts";
import { modelBytes } from "../results/model_card.ts";
import { vocabulary } from "../vocabulary.ts";

/**
 * The bytes of `model.onnx`, which says what it is and where it comes from.
 * @param options All parameters, packed, and `metrics.json` as text, where the model was evaluated.
 */
export function exportModel(
  program: Program,
  { state, metrics = "" }: { readonly state: Float32Array; readonly metrics?: string },
): Uint8Array {
  const { pipeline, schema, lanes, head } = program;
  const quantiles = head.kind === "values" ? head.quantiles : undefined;
  return modelBytes(program, state, {
    schema,
    imputed: imputedColumns(lanes),
    coded: codedColumns(program),
    ...quantiles && { quantiles: quantiles.levels },
    pipeline: pipeline.source.text,
    resolved: printPipeline(pipeline, vocabulary),
    seed: pipeline.seed,
    metrics,
  });
}
