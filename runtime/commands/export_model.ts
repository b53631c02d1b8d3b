import { codedColumns } from "../../compiler/plan/coded_columns.ts";
import { knownWords } from "../../compiler/preprocessing/known_words.ts";
import { imputedColumns } from "../../compiler/preprocessing/lanes.ts";
import { printPipeline } from "../../dsl/print/pipeline.ts";
import type { Assembled } from "../prepare/assemble.ts";
import { modelBytes } from "../results/model_card.ts";
import { vocabulary } from "../vocabulary.ts";

/**
 * The bytes of `model.onnx`, which says what it is and where it comes from.
 * @param options All parameters, packed, and `metrics.json` as text, where the model was evaluated.
 */
export function exportModel(
  { program, layout }: Pick<Assembled, "program" | "layout">,
  { state, metrics = "" }: { readonly state: Float32Array; readonly metrics?: string },
): Uint8Array {
  const { pipeline, schema, lanes, head, statistics } = program;
  const quantiles = head.kind === "values" ? head.quantiles : undefined;
  return modelBytes(program, state, {
    schema,
    imputed: imputedColumns(lanes),
    coded: codedColumns(program),
    words: knownWords(lanes, statistics),
    ...layout && { layout },
    ...quantiles && { quantiles: quantiles.levels },
    pipeline: pipeline.source.text,
    resolved: printPipeline(pipeline, vocabulary),
    seed: pipeline.seed,
    metrics,
  });
}
