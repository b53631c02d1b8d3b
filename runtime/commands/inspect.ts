import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { type OnnxFacts, onnxFacts } from "../../compiler/backends/onnx/facts.ts";
import { columnsOfInputs } from "../../compiler/preprocessing/input_names.ts";
import type { Schema } from "../../compiler/schema/schema.ts";
import type { Metrics } from "../../report/input/metrics.ts";
import type { ModelLayer } from "../../report/input/records.ts";
import { type CommandContext, displayPath, readFile } from "../files/access.ts";
import { noOnnx } from "../inference/inference_diagnostics.ts";
import type { ColumnProfile } from "../profile/profile.ts";
import { type ModelCard, readCard } from "../results/model_card.ts";
import { runMetrics } from "../results/run_metrics.ts";
import { phase } from "./phase.ts";

/** What a model says that Penstock wrote. */
export interface InspectedTraining {
  /** The version of Penstock that wrote it. */
  readonly version: string;
  /** Its columns and its target. */
  readonly schema: Schema;
  /** What was in the columns of the data that it was trained on. */
  readonly columns: readonly ColumnProfile[];
  /** The words that it knows, by column. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** The columns that stand in each of its inputs, by the name of the input. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  /** The columns in which it fills in what is missing. */
  readonly imputed: readonly string[];
  /** From the first to the last. */
  readonly layers: readonly ModelLayer[];
  /** The text that it was trained with. */
  readonly pipeline: string;
  /** The same with everything written out. */
  readonly resolved: string;
  /** What every random number followed from. */
  readonly seed: number;
  /** Absent where it was not judged. */
  readonly metrics?: Metrics;
}

/** What there is to say of a model. */
export interface InspectedModel {
  /** As shown to people. */
  readonly name: string;
  /** Of the file. */
  readonly bytes: number;
  /** Of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  /** What any ONNX model says. */
  readonly onnx: OnnxFacts;
  /** Absent where it is none of ours. */
  readonly training?: InspectedTraining;
}

/**
 * What an `.onnx` file says of itself; nothing is run.
 * @param path Relative to the working directory.
 * @throws {PenstockError} If it cannot be read or is no ONNX model.
 */
export async function inspectFile(
  path: string,
  { workingDirectory }: Pick<CommandContext, "workingDirectory">,
): Promise<InspectedModel> {
  return await phase(async (report) => {
    const full = resolve(workingDirectory, path);
    const name = displayPath(full, workingDirectory);
    const bytes = await readFile(full, { path: name, report });
    const onnx = factsOf(bytes) ?? report.fail(noOnnx(name));
    const training = trainingOf(bytes, onnx);
    return {
      name,
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      onnx,
      ...training && { training },
    };
  });
}

function factsOf(bytes: Uint8Array): OnnxFacts | undefined {
  try {
    return onnxFacts(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What the card of a model says; nothing where it has none that can be read. */
function trainingOf(bytes: Uint8Array, { metadata }: OnnxFacts): InspectedTraining | undefined {
  let card: ModelCard;
  try {
    card = readCard(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
  const metrics = runMetrics(card.metrics);
  return {
    version: metadata["penstock.version"] ?? "",
    schema: card.schema,
    columns: card.columns,
    words: Object.fromEntries(card.words.map(({ column, words }) => [column, words])),
    inputs: Object.fromEntries(columnsOfInputs(card.schema)),
    imputed: card.imputed,
    layers: card.layers,
    pipeline: card.pipeline,
    resolved: card.resolved,
    seed: card.seed,
    ...metrics && { metrics },
  };
}
