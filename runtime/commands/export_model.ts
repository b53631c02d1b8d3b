import { codedColumns } from "../../compiler/plan/coded_columns.ts";
import { knownWords } from "../../compiler/preprocessing/known_words.ts";
import { imputedColumns } from "../../compiler/preprocessing/lanes.ts";
import { printPipeline } from "../../dsl/print/pipeline.ts";
import type { Profile } from "../profile/profile.ts";
import type { Assembled } from "../prepare/assemble.ts";
import { modelBytes } from "../results/model_card.ts";
import { vocabulary } from "../vocabulary.ts";

/**
 * The bytes of `model.onnx`, which says what it is and where it comes from.
 * @param options What its pipeline is called, all parameters, packed, and `metrics.json` as text, where
 * the model was evaluated.
 */
export function exportModel(
  { program, profile, layout }: Pick<Assembled, "program" | "profile" | "layout">,
  { name, state, metrics = "" }: {
    readonly name: string;
    readonly state: Float32Array;
    readonly metrics?: string;
  },
): Uint8Array {
  const { pipeline, schema, lanes, head, statistics, plan } = program;
  const quantiles = head.kind === "values" ? head.quantiles : undefined;
  return modelBytes(program, state, {
    name,
    schema,
    imputed: imputedColumns(lanes),
    coded: codedColumns(program),
    words: knownWords(lanes, statistics),
    columns: withFewWords(profile),
    layers: plan.layers.map(({ name, call, shape, parameters }) => ({
      ...{ name, shape, parameters },
      kind: call.definition.name,
    })),
    ...layout && { layout },
    ...quantiles && { quantiles: quantiles.levels },
    pipeline: pipeline.source.text,
    resolved: printPipeline(pipeline, vocabulary),
    seed: pipeline.seed,
    metrics,
  });
}

/** So many words of a column are told: those that the model knows stand elsewhere. */
const toldWords = 100;

function withFewWords(profile: Profile): Profile {
  return profile.map((column) => {
    const { content } = column;
    return content.kind === "words" && content.words.length > toldWords
      ? { ...column, content: { ...content, words: content.words.slice(0, toldWords) } }
      : column;
  });
}
