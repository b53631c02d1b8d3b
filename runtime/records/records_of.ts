import type {
  RecordedAnswers,
  RecordedColumn,
  RecordedEpoch,
  Records,
} from "../../report/input/records.ts";
import { codedColumns } from "../../compiler/plan/coded_columns.ts";
import type { Engine } from "../engine/engine.ts";
import type { OpenModel } from "../inference/open_model.ts";
import type { Predictions } from "../inference/predictions.ts";
import type { Prepared } from "../prepare/prepare.ts";
import type { ColumnProfile } from "../profile/profile.ts";
import type { Trained } from "../train/train.ts";
import { type AnsweredPart, answeredPart } from "./answered_part.ts";
import { evenly } from "./evenly.ts";
import { importanceOf } from "./importance.ts";
import { recordedGraph, recordedLayers } from "./recorded_graph.ts";
import { recordedImages } from "./recorded_images.ts";
import { recordedPart } from "./recorded_part.ts";
import { recordedSources } from "./recorded_sources.ts";
import { surfaceOf } from "./surface.ts";

/** More epochs are thinned: no screen shows so many. */
const mostEpochs = 1000;
/** So many words of a column are told. */
const toldWords = 50;

/** What a run is recorded from. */
export interface RecordedRun {
  readonly prepared: Prepared;
  readonly trained: Pick<Trained, "history" | "keptEpoch">;
  /** The finished model: what it answers is recorded. */
  readonly model: OpenModel;
  readonly engine: Engine;
}

/** What `records.json.gz` records of a run. @throws {EngineError} If the engine gives up. */
export async function recordsOf(
  { prepared, trained, model, engine }: RecordedRun,
): Promise<Records> {
  const { dataset, profile, program } = prepared;
  const parts: AnsweredPart[] = [];
  for (const part of prepared.parts) parts.push(await answeredPart(dataset, part, model));
  const judged = parts.find(({ name }) => name === "test") ?? parts[0];
  // Between codes there is nothing to answer.
  const surface = codedColumns(program).length > 0
    ? undefined
    : await surfaceOf(dataset.columns, model);
  const images = recordedImages(dataset, judged);
  const sources = recordedSources(program.pipeline);
  const graph = recordedGraph(prepared);
  const importance = await importanceOf({ prepared, model, engine });
  return {
    records: 1,
    history: thinned(trained),
    columns: profile.map(recordedColumn),
    ...sources && { sources },
    layers: recordedLayers(program),
    ...graph && { graph },
    answers: namesIn(judged.predictions),
    parts: Object.fromEntries(parts.map((part) => [part.name, recordedPart(prepared, part)])),
    ...importance && { importance },
    ...surface && { surface },
    ...images && { images },
  };
}

function namesIn(predictions: Predictions): RecordedAnswers {
  if (predictions.kind !== "classes") return { kind: predictions.kind, names: predictions.names };
  const { kind, classes: names, isScored } = predictions;
  return { kind, names, ...isScored && { scored: true } };
}

function thinned({ history, keptEpoch }: RecordedRun["trained"]): readonly RecordedEpoch[] {
  const some = new Set(evenly(history.length, mostEpochs));
  return history.filter(({ epoch }, at) => some.has(at) || epoch === keptEpoch)
    .map(({ epoch, learningRate, scheduled, train, valid, after }) => ({
      ...{ epoch, learning_rate: learningRate },
      ...scheduled && { scheduled },
      ...{ train, valid, after },
    }));
}

function recordedColumn({ isSaid, content, ...column }: ColumnProfile): RecordedColumn {
  const told = content.kind === "words"
    ? { ...content, words: content.words.slice(0, toldWords) }
    : content;
  return { ...column, said: isSaid, content: told };
}
