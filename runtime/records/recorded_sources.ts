import { fileOf } from "../../compiler/ir/origin.ts";
import type { Source, Span } from "../../dsl/text/span.ts";
import type { Pipeline } from "../../dsl/language/pipeline.ts";
import type { RecordedSource } from "../../report/input/records.ts";

/** Nobody reads more in a page. */
const mostCharacters = 100_000;

/** The texts that a pipeline is made of, that which was run first; nothing where they are too long. */
export function recordedSources(pipeline: Pipeline): readonly RecordedSource[] | undefined {
  const sources = [...new Set([pipeline.source, ...spansOf(pipeline).map(({ source }) => source)])]
    .filter(({ isOfCommand }: Source) => !isOfCommand);
  const length = sources.reduce((sum, { text }) => sum + text.length, 0);
  if (length > mostCharacters) return undefined;
  return sources.map((source) => ({ file: fileOf(source), text: source.text }));
}

/** Where what a pipeline says is written. */
function spansOf(pipeline: Pipeline): readonly Span[] {
  const { load, split, columns, model, loss, optimizer, schedules, train, metrics } = pipeline;
  const prepared = [pipeline.impute, pipeline.encode, pipeline.scale, pipeline.scale_target].flat();
  const calls = [load, split, columns, prepared, model.layers, loss, optimizer, schedules, train]
    .flat();
  const params = pipeline.params.filter(({ origin }) => origin === "default");
  return [model, ...calls, ...metrics, ...params, ...pipeline.expectations]
    .flatMap((each) => each?.span ?? []);
}
